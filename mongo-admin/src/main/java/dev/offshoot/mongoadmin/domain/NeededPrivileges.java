package dev.offshoot.mongoadmin.domain;

import java.util.List;

/**
 * The one table of privileges: the check before a plan and the script that creates the users both
 * come from it.
 */
public final class NeededPrivileges {

  private static final PrivilegeResource CLUSTER = new PrivilegeResource.Cluster();

  private NeededPrivileges() {}

  /** What the user of this purpose needs, no more. */
  public static List<NeededPrivilege> of(Purpose purpose) {
    return switch (purpose) {
      case OBSERVE -> observe();
      case CHANGE -> change();
      case PROVE -> prove();
    };
  }

  private static List<NeededPrivilege> observe() {
    return List.of(
        on(
            CLUSTER,
            "replSetGetStatus",
            "replSetGetConfig",
            "getCmdLineOpts",
            "getParameter",
            "getDefaultRWConcern",
            "hostInfo",
            "inprog",
            "listDatabases",
            "serverStatus"),
        on(new PrivilegeResource.EveryDatabase(), "dbStats"),
        on(collection("config", ""), "dbStats"),
        on(collection("local", "oplog.rs"), "find", "collStats"),
        on(collection("local", "system.replset"), "find"));
  }

  private static List<NeededPrivilege> change() {
    return List.of(
        on(
            CLUSTER,
            "replSetGetStatus",
            "replSetGetConfig",
            "replSetConfigure",
            "appendOplogNote",
            "dropConnections",
            "getParameter",
            "getDefaultRWConcern",
            "inprog"),
        on(collection("local", "oplog.rs"), "find"),
        on(collection("local", "system.replset"), "find"));
  }

  private static List<NeededPrivilege> prove() {
    return List.of(
        on(CLUSTER, "listDatabases", "replSetGetStatus"),
        on(
            new PrivilegeResource.EveryDatabase(),
            "find",
            "listCollections",
            "listIndexes",
            "collStats"),
        on(collection("config", ""), "find", "listCollections", "listIndexes", "collStats"),
        on(collection("local", "oplog.rs"), "find"));
  }

  private static PrivilegeResource collection(String database, String name) {
    return new PrivilegeResource.Collection(database, name);
  }

  private static NeededPrivilege on(PrivilegeResource resource, String... actions) {
    return new NeededPrivilege(resource, List.of(actions));
  }
}
