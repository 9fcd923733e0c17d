package dev.offshoot.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.BinariesInstalled;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.PlannedMember;
import dev.offshoot.testbed.DirectAdmin;
import dev.offshoot.testbed.TestMongod;
import dev.offshoot.testbed.TestReplicaSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.bson.Document;

/** A real set with empty mongods beside it that wait to be added. */
public final class RealSet implements AutoCloseable {

  private final TestReplicaSet set;
  private final List<TestMongod> waiting = new ArrayList<>();

  /** Around this set, which is closed with it. */
  public RealSet(TestReplicaSet set) {
    this.set = set;
  }

  /** The set. */
  public TestReplicaSet set() {
    return set;
  }

  /** Starts an empty mongod with the set's name and key, as the agent does. */
  public TestMongod startEmpty(String... more) {
    TestMongod mongod = TestMongod.emptyFor(set, "new-" + waiting.size(), more);
    waiting.add(mongod);
    mongod.start();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(
            () -> {
              try (DirectAdmin admin = DirectAdmin.to(mongod.address(), Optional.empty())) {
                return admin.run("hello").getBoolean("isreplicaset", false);
              }
            });
    return mongod;
  }

  /** How to reach it. */
  public DeploymentReference deployment() {
    return Expansions.deployment(set.plainConnectionString(), "root-credential");
  }

  /** The event that starts it, planned on the configuration of this moment. */
  public BinariesInstalled installed(List<PlannedMember> members) {
    return Expansions.installed(deployment(), configuration(), members);
  }

  /** The configuration now, as events carry it. */
  public JsonNode configuration() {
    return ContractJson.read(set.configuration().toJson(), JsonNode.class);
  }

  /** The configuration's entry with this _id. */
  public Optional<Document> entry(int id) {
    return set.configuration().getList("members", Document.class).stream()
        .filter(member -> member.getInteger("_id") == id)
        .findFirst();
  }

  @Override
  public void close() {
    waiting.forEach(TestMongod::kill);
    set.close();
  }
}
