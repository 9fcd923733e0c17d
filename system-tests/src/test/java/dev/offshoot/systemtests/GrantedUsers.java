package dev.offshoot.systemtests;

import dev.offshoot.testbed.DirectAdmin;
import dev.offshoot.testbed.TestReplicaSet;
import dev.offshoot.testbed.User;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;

/** The three users of {@code deployment grants}, made from the script as it is printed. */
final class GrantedUsers {
  private static final Pattern ROLE =
      Pattern.compile("offshootRole\\(\"(\\w+)\", \\[\\n(.*?)]\\);", Pattern.DOTALL);
  private static final Pattern USER =
      Pattern.compile("offshootUser\\(\"([\\w-]+)\", \"(\\w+)\"\\);");

  private GrantedUsers() {}

  /** Runs what the script would; answers the users by name. */
  static Map<String, User> create(TestReplicaSet set, String script) {
    Map<String, User> users = new TreeMap<>();
    try (DirectAdmin admin = set.admin(set.primary())) {
      Matcher role = ROLE.matcher(script);
      while (role.find()) {
        Document privileges = Document.parse("{\"list\": [" + role.group(2) + "]}");
        admin.run(
            new Document("createRole", role.group(1))
                .append("privileges", privileges.getList("list", Document.class))
                .append("roles", List.of())
                .append("writeConcern", new Document("w", "majority")));
      }
      Matcher user = USER.matcher(script);
      while (user.find()) {
        User made = new User(user.group(1), user.group(1) + "-Pw91", List.of(user.group(2)));
        admin.run(
            new Document("createUser", made.name())
                .append("pwd", made.password())
                .append("roles", made.roles())
                .append("writeConcern", new Document("w", "majority")));
        users.put(made.name(), made);
      }
    }
    return users;
  }
}
