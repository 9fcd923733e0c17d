package dev.offshoot.systemtests;

import dev.offshoot.testbed.MemberSpec;
import dev.offshoot.testbed.TestReplicaSet;
import dev.offshoot.testbed.User;
import java.util.Map;
import org.bson.Document;

/**
 * A set that somebody else built and tuned: five voters, among them a hidden one with tags, one of
 * priority 0 and an arbiter; own getLastErrorModes and election settings.
 */
final class ForeignSet {
  private static final String SITE = "site";

  private ForeignSet() {}

  static TestReplicaSet start() {
    return TestReplicaSet.builder()
        .name("payments")
        .members(
            MemberSpec.voter().priority(3).tag(SITE, "dc1"),
            MemberSpec.voter().priority(2).tag(SITE, "dc2"),
            MemberSpec.voter().priority(0).tag(SITE, "dc2"),
            MemberSpec.voter().hidden().tag(SITE, "dc1").tag("use", "reporting"),
            MemberSpec.arbiter())
        .settings(
            new Document("chainingAllowed", false)
                .append("heartbeatTimeoutSecs", 12)
                .append("electionTimeoutMillis", 11_000)
                .append("catchUpTimeoutMillis", 45_000)
                .append("catchUpTakeoverDelayMillis", 21_000)
                .append(
                    "getLastErrorModes",
                    new Document("everySite", new Document(SITE, 2))
                        .append("reported", new Document("use", 1))))
        .oplogMegabytes(990)
        .start();
  }

  /** Registers it with the three users of {@code deployment grants} and just their privileges. */
  static Map<String, User> register(RunningOffshoot offshoot, String name, TestReplicaSet set) {
    Map<String, User> users =
        GrantedUsers.create(set, offshoot.commandLine().run("deployment", "grants", name).orFail());
    users.forEach((user, known) -> offshoot.secret(user, Registration.credential(known)));
    offshoot.secret(name + "-key", set.keyfile());
    Answer answer =
        offshoot
            .http()
            .put(
                "/deployments/" + name,
                """
                {"connectionString": "%s", "credentials": "offshoot-change",
                 "observeCredentials": "offshoot-observe", "proveCredentials": "offshoot-prove",
                 "keyfile": "%s-key"}
                """
                    .formatted(set.plainConnectionString(), name));
    if (answer.status() != 201) {
      throw new IllegalStateException(answer.toString());
    }
    return users;
  }
}
