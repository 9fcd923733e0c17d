package dev.offshoot.cli.demo;

import dev.offshoot.embedded.PrivateFiles;
import dev.offshoot.mongoadmin.domain.NeededPrivilege;
import dev.offshoot.mongoadmin.domain.NeededPrivileges;
import dev.offshoot.mongoadmin.domain.Purpose;
import dev.offshoot.testbed.DirectAdmin;
import java.nio.file.Path;
import java.util.List;
import org.bson.Document;

/** The three users with just the privileges needed, and their secrets by name. */
final class DemoUsers {
  private static final int PASSWORD_BYTES = 18;
  private static final Document MAJORITY = new Document("w", "majority").append("wtimeout", 20_000);

  private DemoUsers() {}

  /** Name of the user of this purpose, and of its secret. */
  static String name(Purpose purpose) {
    return "orders-" + purpose.label();
  }

  /** Makes roles and users on the primary, and keeps {@code user:password} as secrets. */
  static void create(DirectAdmin primary, Path secrets) {
    for (Purpose purpose : Purpose.values()) {
      String user = name(purpose);
      Path file = PrivateFiles.folder(secrets).resolve(user);
      String password = PrivateFiles.keptSecret(file, PASSWORD_BYTES);
      primary.run(
          new Document("createRole", user)
              .append(
                  "privileges",
                  NeededPrivileges.of(purpose).stream().map(DemoUsers::document).toList())
              .append("roles", List.of())
              .append("writeConcern", MAJORITY));
      primary.run(
          new Document("createUser", user)
              .append("pwd", password)
              .append("roles", List.of(user))
              .append("writeConcern", MAJORITY));
      PrivateFiles.write(file, user + ":" + password);
    }
  }

  private static Document document(NeededPrivilege privilege) {
    return new Document("resource", privilege.resource().document())
        .append("actions", privilege.actions());
  }
}
