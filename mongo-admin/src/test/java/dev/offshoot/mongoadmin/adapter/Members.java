package dev.offshoot.mongoadmin.adapter;

import dev.offshoot.mongoadmin.app.Credential;
import dev.offshoot.mongoadmin.app.MemberAdmin;
import dev.offshoot.mongoadmin.app.ObserveReplicaSet;
import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.testbed.DirectAdmin;
import dev.offshoot.testbed.TestMongod;
import dev.offshoot.testbed.TestReplicaSet;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.bson.Document;

/** What the tests against real members have in common. */
public final class Members {

  public static final Duration DEADLINE = Duration.ofSeconds(10);
  public static final Credential ROOT =
      new Credential(TestReplicaSet.ROOT.name(), TestReplicaSet.ROOT.password());

  private Members() {}

  public static MemberAdmin open(ReactiveMemberAdmins admins, TestMongod mongod) {
    return admins.open(address(mongod), ROOT);
  }

  public static MemberAddress address(TestMongod mongod) {
    return MemberAddress.parse(mongod.address());
  }

  public static ObserveReplicaSet observer(ReactiveMemberAdmins admins) {
    return new ObserveReplicaSet(
        admins,
        new DriverConnectionStrings(),
        new VirtualThreadGather(),
        InstantSource.system(),
        DEADLINE);
  }

  public static <T> T value(Answer<T> answer) {
    return answer.answer().orElseThrow(() -> new AssertionError(answer.explain()));
  }

  /** Connections to a member with this app name, idle ones and monitors included. */
  public static long connections(DirectAdmin direct, String appName) {
    Document reply =
        direct.run(new Document("currentOp", 1).append("$all", true).append("appName", appName));
    return reply.getList("inprog", Document.class).stream()
        .flatMap(operation -> Optional.ofNullable(operation.get("connectionId")).stream())
        .distinct()
        .count();
  }
}
