package dev.offshoot.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.agent.protocol.AgentStatus;
import dev.offshoot.agent.protocol.Goal;
import dev.offshoot.testbed.MemberSpec;
import dev.offshoot.testbed.TestReplicaSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A machine with a lasting member goes down and comes up again: its agent is all that is started.
 */
class AgentRestartIT {

  private static final String EARLIER_BOOT = "1 1 00000000-0000-0000-0000-000000000000\n";

  @TempDir private static Path folder;
  private static TestReplicaSet set;
  private static AgentHost host;

  @BeforeAll
  static void aSettledMember() throws Exception {
    set = TestReplicaSet.builder().members(MemberSpec.voter()).start();
    host = new AgentHost(folder, set);
    host.installer().setGoal(1, host.runMongod(set.keyfile()));
    host.start();
    host.installer().await(AgentStatus.INSTALLED, report -> true);
    LastingMember.add(set, host.address());
    LastingMember.awaitSecondary(host.address());
    host.installer().setGoal(2, new Goal.SettleMongod());
    host.installer().await(AgentStatus.SETTLED, report -> true);
  }

  @AfterAll
  static void stop() throws Exception {
    host.close();
    set.close();
  }

  @Test
  void mongodRunsAgainWithItsDataAfterTheMachinesRestart() throws Exception {
    restart(Optional.of(EARLIER_BOOT));
  }

  @Test
  void mongodRunsAgainAlsoWhenAPowerCutLeftItsRecordEmpty() throws Exception {
    restart(Optional.of(""));
  }

  @Test
  void mongodRunsAgainAlsoWhenAPowerCutTookItsRecord() throws Exception {
    restart(Optional.empty());
  }

  private static void restart(Optional<String> left) throws Exception {
    // Given
    Object data = LastingMember.data(folder);
    ProcessHandle before = host.mongod().orElseThrow();

    // When everything of the host ends at once, and only the agent is started again
    host.killAgent();
    before.destroyForcibly();
    before.onExit().join();
    Path record = folder.resolve("mongod/pid");
    Files.delete(record);
    if (left.isPresent()) {
      Files.writeString(record, left.get());
    }
    host.installer().forget();
    host.start();
    host.installer().await(AgentStatus.SETTLED, report -> true);

    // Then
    assertThat(host.mongod()).get().isNotEqualTo(before);
    assertThat(LastingMember.data(folder)).isEqualTo(data);
    LastingMember.awaitSecondary(host.address());
    assertThat(host.installer().reports())
        .filteredOn(report -> report.failure() != null)
        .extracting(report -> report.detail())
        .singleElement()
        .asString()
        .contains(host.address(), "was started again");
  }
}
