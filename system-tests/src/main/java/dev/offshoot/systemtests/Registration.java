package dev.offshoot.systemtests;

import dev.offshoot.testbed.TestReplicaSet;

/** A replica set made known to Offshoot, with its secrets in files. */
public final class Registration {
  private Registration() {}

  /**
   * Registers a set with root's password for everything and its keyfile; approval may be automatic.
   * Answers the name.
   */
  public static String of(RunningOffshoot offshoot, String name, TestReplicaSet set) {
    offshoot.secret(name + "-root", credential(TestReplicaSet.ROOT));
    offshoot.secret(name + "-key", set.keyfile());
    Answer answer =
        offshoot
            .http()
            .put(
                "/deployments/" + name,
                """
                {"connectionString": "%s", "credentials": "%s-root", "keyfile": "%s-key",
                 "automaticApproval": true}
                """
                    .formatted(set.plainConnectionString(), name, name));
    if (answer.status() != 201) {
      throw new IllegalStateException(answer.toString());
    }
    return name;
  }

  /** A MongoDB credential as a secret holds it. */
  public static String credential(dev.offshoot.testbed.User user) {
    return user.name() + ":" + user.password();
  }
}
