package dev.offshoot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.EventType;
import dev.offshoot.testbed.Elections;
import dev.offshoot.testbed.TestReplicaSet;
import java.nio.file.Path;
import java.time.Duration;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Machines that a person brought join, carry a member each in one expansion, and wait again. */
@ExtendWith(SharedOffshoot.class)
class PoolST {
  private static final String NAME = "pooled";
  private static final String ADDRESS = "127.88.200.7:27317";
  private static final String OTHER = "127.88.200.8:27317";
  private static final Duration SOON = Duration.ofSeconds(60);

  private final RunningOffshoot offshoot;

  PoolST(RunningOffshoot offshoot) {
    this.offshoot = offshoot;
  }

  @Test
  void twoMachinesJoinCarryAMemberEachAndOneThatIsGivenBackWaitsAgainAndIsLeft() throws Exception {
    // Given
    Path folder = offshoot.dataDir().resolve("machine");
    JoinedMachine machine = JoinedMachine.add(offshoot, ADDRESS, folder);
    Path beside = offshoot.dataDir().resolve("beside");
    JoinedMachine other = JoinedMachine.add(offshoot, OTHER, beside);
    try (TestReplicaSet set = TestReplicaSet.builder().name(NAME).start()) {
      Registration.of(offshoot, NAME, set);

      // When
      machine.dryRun();

      // Then
      assertThat(folder).doesNotExist();

      // When
      machine.join();
      other.join();

      // Then
      machine.await("SPARE", SOON);
      other.await("SPARE", SOON);

      // When
      String id =
          offshoot.expand(
              """
              {"deployment": "pooled", "approval": "automatic", "add": 2, "host": {"provider": "pool"},
               "member": {"votes": 0}}
              """);
      Expansion over = offshoot.await(id, Duration.ofMinutes(2), "COMPLETED");

      // Then
      assertThat(over.addresses()).containsExactlyInAnyOrder(ADDRESS, OTHER);
      assertThat(Configurations.member(set.configuration(), ADDRESS)).isNotNull();
      assertThat(Configurations.member(set.configuration(), OTHER)).isNotNull();
      String host = hostOf(over, machine);
      assertThat(offshoot.commandLine().run("host", "list").orFail())
          .contains(host, hostOf(over, other));
      Facts.of(offshoot, id).first(EventType.EXPANSION_CLOSED);

      // When
      Elections elections = set.elections();
      HostRemovalST.takeOut(set, ADDRESS);
      Document configuration = set.configuration();
      offshoot.commandLine().run("host", "remove", host).orFail();

      // Then
      machine.await("SPARE", SOON);
      assertThat(folder.resolve("mongod")).doesNotExist();
      assertThat(folder.resolve("kept")).isDirectory();
      assertThat(LocalProcess.of(folder)).noneMatch(LocalProcess::isMongod);
      assertThat(LocalProcess.of(beside)).anyMatch(LocalProcess::isMongod);
      assertThat(set.configuration()).isEqualTo(configuration);
      assertThat(set.elections()).isEqualTo(elections);

      // When
      machine.detach();

      // Then
      machine.isLeftWith("kept");
    }
  }

  /** The request that has a machine; its member must have the machine's address. */
  private static String hostOf(Expansion over, JoinedMachine machine) {
    for (JsonNode member : over.plan().path("toAdd")) {
      if (member.path("host").path("shape").asText().equals(machine.id())) {
        assertThat(member.path("address").asText()).isEqualTo(machine.address());
        return member.path("host").path("requestId").asText();
      }
    }
    throw new AssertionError("no member on machine " + machine.id() + ": " + over.plan());
  }
}
