package dev.offshoot.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.agent.protocol.AgentReport;
import dev.offshoot.agent.protocol.AgentStatus;
import dev.offshoot.agent.protocol.Goal;
import dev.offshoot.agent.protocol.MongodArtifact;
import dev.offshoot.testbed.MemberSpec;
import dev.offshoot.testbed.TestReplicaSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packed image on a host that has a mongod already. */
class AgentOwnMongodIT {

  @TempDir private static Path folder;
  private static TestReplicaSet set;
  private static AgentHost host;

  @BeforeAll
  static void startSet() throws Exception {
    set = TestReplicaSet.builder().members(MemberSpec.voter()).start();
    host = new AgentHost(folder, set);
  }

  @AfterAll
  static void stop() throws Exception {
    host.close();
    set.close();
  }

  @Test
  void theHostsOwnMongodIsRunWhenItIsOfTheVersionAndOutlivesItsMember() throws Exception {
    // Given
    host.installer().setGoal(1, host.runMongod(existing("6.0.6")));
    host.start();

    // When
    AgentReport refused = host.installer().await(AgentStatus.FAILED, report -> true);

    // Then
    assertThat(Objects.requireNonNull(refused.failure()).code()).isEqualTo("WRONG_VERSION");
    assertThat(refused.detail()).contains(AgentHost.MONGOD + " is 6.0.5", "wanted is 6.0.6");
    assertThat(host.mongod()).isEmpty();

    // When
    host.installer().setGoal(2, host.runMongod(existing("6.0.5")));
    AgentReport installed = host.installer().await(AgentStatus.INSTALLED, report -> true);

    // Then
    assertThat(Objects.requireNonNull(installed.mongod()).version()).isEqualTo("6.0.5");
    assertThat(folder.resolve("mongod/bin/mongod")).isSymbolicLink();
    assertThat(Files.readSymbolicLink(Path.of("/proc/" + installed.mongod().pid() + "/exe")))
        .isEqualTo(AgentHost.MONGOD.toRealPath());

    // When
    String id =
        set.configuration()
            .get("settings", Document.class)
            .getObjectId("replicaSetId")
            .toHexString();
    host.installer()
        .setGoal(3, new Goal.RemoveMongod(null, null, id, List.of(set.primary().address())));
    host.installer().await(AgentStatus.REMOVED, report -> true);

    // Then
    assertThat(folder.resolve("mongod")).doesNotExist();
    assertThat(AgentHost.MONGOD).isExecutable();
  }

  private static MongodArtifact existing(String version) {
    return new MongodArtifact(version, "", 0, MongodArtifact.EXISTING, AgentHost.MONGOD.toString());
  }
}
