package dev.offshoot.mongoadmin.domain;

import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;

/**
 * What connectionStatus says of the logged-in user.
 *
 * @param users authenticated users; empty when access control let us in without a login
 * @param privileges authenticatedUserPrivileges as the server gave them
 */
public record HeldPrivileges(List<String> users, List<BsonDocument> privileges) {

  /** Copies the lists. */
  public HeldPrivileges {
    users = List.copyOf(users);
    privileges = List.copyOf(privileges);
  }

  /** Whether an action is allowed on a resource. */
  public boolean allows(String action, PrivilegeResource resource) {
    return privileges.stream()
        .filter(privilege -> covers(BsonFields.document(privilege, "resource"), resource))
        .map(privilege -> BsonFields.texts(privilege, "actions"))
        .anyMatch(actions -> actions.contains(action) || actions.contains("anyAction"));
  }

  /** What is missing of the required, each as "action on resource". */
  public List<String> missing(List<NeededPrivilege> needed) {
    List<String> missing = new ArrayList<>();
    for (NeededPrivilege privilege : needed) {
      for (String action : privilege.actions()) {
        if (privilege.required() && !allows(action, privilege.resource())) {
          missing.add(action + " on " + privilege.resource().show());
        }
      }
    }
    return List.copyOf(missing);
  }

  private static boolean covers(BsonDocument held, PrivilegeResource wanted) {
    if (BsonFields.flag(held, "anyResource")) {
      return true;
    }
    return switch (wanted) {
      case PrivilegeResource.Cluster() -> BsonFields.flag(held, "cluster");
      case PrivilegeResource.EveryDatabase() -> matches(held, "", "");
      case PrivilegeResource.EverySystemBuckets() -> buckets(held);
      case PrivilegeResource.Collection(String database, String collection) ->
          matches(held, database, collection);
    };
  }

  private static boolean buckets(BsonDocument held) {
    return BsonFields.text(held, "system_buckets").filter(String::isEmpty).isPresent()
        && BsonFields.text(held, "db").orElse("").isEmpty();
  }

  // Empty names match any database but local and config, and any collection but system ones: the
  // server searches "any normal resource" for nothing else (seen on 6.0.5).
  private static boolean matches(BsonDocument held, String database, String collection) {
    if (!held.containsKey("db") || !held.containsKey("collection")) {
      return false;
    }
    String heldDatabase = BsonFields.text(held, "db").orElse("");
    String heldCollection = BsonFields.text(held, "collection").orElse("");
    boolean everyCollection = heldCollection.isEmpty() && !collection.startsWith("system.");
    boolean special = database.equals("local") || database.equals("config");
    boolean everyDatabase = heldDatabase.isEmpty() && !(special && heldCollection.isEmpty());
    return (everyDatabase || heldDatabase.equals(database))
        && (everyCollection || heldCollection.equals(collection));
  }
}
