package dev.offshoot.mongoadmin.grants;

import dev.offshoot.mongoadmin.domain.NeededPrivilege;
import dev.offshoot.mongoadmin.domain.NeededPrivileges;
import dev.offshoot.mongoadmin.domain.Purpose;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/** Writes the script for mongosh; run again it brings the roles up to date and keeps passwords. */
public final class GrantsScript {

  private static final JsonWriterSettings READABLE =
      JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

  private static final String HEAD =
      """
      // Creates the three users Offshoot works as, each with just the privileges it needs.
      // Run it with mongosh on the primary, as a user who may create roles and users:
      //   mongosh "mongodb://PRIMARY:27017/admin" --username ADMIN --file offshoot-grants.js
      // Passwords are asked for and not shown. Run it again after an update of Offshoot:
      // it brings the roles up to date and keeps users and passwords.
      const admin = db.getSiblingDB("admin");
      function offshootRole(role, privileges) {
        if (admin.getRole(role)) {
          admin.updateRole(role, { privileges: privileges, roles: [] });
        } else {
          admin.createRole({ role: role, privileges: privileges, roles: [] });
        }
      }
      function offshootUser(user, role) {
        const roles = [{ role: role, db: "admin" }];
        if (admin.getUser(user)) {
          admin.updateUser(user, { roles: roles });
          print(user + ": role is up to date, password unchanged");
        } else {
          print("Password for the new user " + user + ":");
          admin.createUser({ user: user, pwd: passwordPrompt(), roles: roles });
          print(user + ": created");
        }
      }
      """;

  private GrantsScript() {}

  /** The whole script. */
  public static String text() {
    StringBuilder script = new StringBuilder(HEAD);
    for (Purpose purpose : Purpose.values()) {
      script.append("\n// ").append(explain(purpose)).append('\n');
      script.append("offshootRole(\"").append(role(purpose)).append("\", [\n");
      for (NeededPrivilege privilege : NeededPrivileges.of(purpose)) {
        script.append("  ").append(document(privilege).toJson(READABLE)).append(",\n");
      }
      script.append("]);\n");
      script
          .append("offshootUser(\"")
          .append(user(purpose))
          .append("\", \"")
          .append(role(purpose))
          .append("\");\n");
    }
    return script.toString();
  }

  /** Name of the custom role in database admin. */
  public static String role(Purpose purpose) {
    return switch (purpose) {
      case OBSERVE -> "offshootObserve";
      case CHANGE -> "offshootChange";
      case PROVE -> "offshootProve";
    };
  }

  /** Name of the user in database admin. */
  public static String user(Purpose purpose) {
    return "offshoot-" + purpose.label();
  }

  /** The privileges of a purpose as createRole takes them. */
  public static BsonArray privileges(Purpose purpose) {
    List<BsonDocument> all =
        NeededPrivileges.of(purpose).stream().map(GrantsScript::document).toList();
    return new BsonArray(all);
  }

  private static BsonDocument document(NeededPrivilege privilege) {
    return new BsonDocument("resource", privilege.resource().document())
        .append(
            "actions", new BsonArray(privilege.actions().stream().map(BsonString::new).toList()));
  }

  private static String explain(Purpose purpose) {
    return switch (purpose) {
      case OBSERVE -> "Reads state, sizes and options of every member; no user data.";
      case CHANGE -> "Adds and removes members, and writes a marked no-op into the oplog.";
      case PROVE -> "Reads everything, to compare a new member with an old one byte by byte.";
    };
  }
}
