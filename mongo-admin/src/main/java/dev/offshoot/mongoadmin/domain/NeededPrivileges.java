package dev.offshoot.mongoadmin.domain;

import java.util.List;

/**
 * The one table of privileges: the check before a plan and the script that creates the users both
 * come from it.
 */
public final class NeededPrivileges {

  private static final PrivilegeResource CLUSTER = new PrivilegeResource.Cluster();

  private NeededPrivileges() {}

  /** What the user of this purpose needs, and what lets it compare even more. */
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
    PrivilegeResource everyDatabase = new PrivilegeResource.EveryDatabase();
    return List.of(
        on(CLUSTER, "listDatabases"),
        on(everyDatabase, "find", "listCollections", "listIndexes", "collStats"),
        on(new PrivilegeResource.EverySystemBuckets(), "find", "listIndexes", "collStats"),
        on(collection("", "system.js"), "find", "listIndexes", "collStats"),
        on(collection("admin", "system.users"), "find", "listIndexes", "collStats"),
        on(collection("admin", "system.roles"), "find", "listIndexes", "collStats"),
        on(collection("admin", "system.version"), "find", "listIndexes", "collStats"),
        on(collection("config", ""), "find", "listCollections", "listIndexes", "collStats"),
        on(collection("local", "oplog.rs"), "find"),
        // The built-in role root lacks these; without them they are reported as not compared.
        more(collection("", "system.views"), "find", "listIndexes", "collStats"),
        more(collection("admin", "system.keys"), "find", "listIndexes", "collStats"),
        more(collection("config", "system.preimages"), "listIndexes", "collStats"),
        more(collection("config", "system.sessions"), "find", "listIndexes", "collStats"),
        more(collection("config", "system.indexBuilds"), "find", "listIndexes", "collStats"));
  }

  private static PrivilegeResource collection(String database, String name) {
    return new PrivilegeResource.Collection(database, name);
  }

  private static NeededPrivilege on(PrivilegeResource resource, String... actions) {
    return new NeededPrivilege(resource, true, List.of(actions));
  }

  private static NeededPrivilege more(PrivilegeResource resource, String... actions) {
    return new NeededPrivilege(resource, false, List.of(actions));
  }
}
