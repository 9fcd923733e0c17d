package dev.offshoot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventType;
import dev.offshoot.embedded.Poll;
import dev.offshoot.testbed.Elections;
import dev.offshoot.testbed.TestReplicaSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A machine that a person brought joins, carries a member, and waits again. */
@ExtendWith(SharedOffshoot.class)
class PoolST {
  private static final String NAME = "pooled";
  private static final String ADDRESS = "127.88.200.7:27317";
  private static final Duration SOON = Duration.ofSeconds(30);

  private final RunningOffshoot offshoot;

  PoolST(RunningOffshoot offshoot) {
    this.offshoot = offshoot;
  }

  @Test
  void aMachineJoinsCarriesAMemberAndWaitsAgain() throws Exception {
    // Given
    Path folder = offshoot.dataDir().resolve("machine");
    JoinedMachine machine = JoinedMachine.add(offshoot, ADDRESS, folder);
    try (TestReplicaSet set = TestReplicaSet.builder().name(NAME).start()) {
      Registration.of(offshoot, NAME, set);

      // When
      machine.dryRun();

      // Then
      assertThat(folder).doesNotExist();

      // When
      machine.join();

      // Then
      machine.await("SPARE", SOON);

      // When
      String id =
          offshoot.expand(
              """
              {"deployment": "pooled", "approval": "automatic", "host": {"provider": "pool"},
               "member": {"votes": 0}}
              """);
      Expansion over = offshoot.await(id, Duration.ofMinutes(2), "COMPLETED");

      // Then
      assertThat(over.addresses()).containsExactly(ADDRESS);
      String host = over.plan().path("toAdd").path(0).path("host").path("requestId").asText();
      assertThat(offshoot.commandLine().run("host", "list").orFail()).contains(host);
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
      assertThat(set.configuration()).isEqualTo(configuration);
      assertThat(set.elections()).isEqualTo(elections);
    }
  }

  /** A machine at a folder of its own on this one. */
  private record JoinedMachine(RunningOffshoot offshoot, String id, String command, Path folder) {

    static JoinedMachine add(RunningOffshoot offshoot, String address, Path folder) {
      JsonNode said =
          ContractJson.read(
              offshoot.commandLine().run("host", "add", address, "--output", "json").orFail(),
              JsonNode.class);
      return new JoinedMachine(
          offshoot, said.path("id").asText(), said.path("command").asText(), folder);
    }

    void join() throws Exception {
      assertThat(run(command)).contains("joined as host " + id);
    }

    void dryRun() throws Exception {
      String line = offshoot.commandLine().run("host", "add", ADDRESS, "--dry-run").orFail();
      assertThat(run(line)).contains("nothing was changed", folder.toString());
    }

    private String run(String line) throws Exception {
      Path out = Files.createTempFile("offshoot-join-", ".txt");
      ProcessBuilder shell =
          new ProcessBuilder("sh", "-c", line)
              .redirectErrorStream(true)
              .redirectOutput(out.toFile());
      shell.environment().put("OFFSHOOT_HOST_DIR", folder.toString());
      int ended = shell.start().waitFor();
      String said = Files.readString(out);
      Files.delete(out);
      assertThat(ended).as(said).isZero();
      return said;
    }

    void await(String state, Duration within) {
      String[] seen = {""};
      Poll.until(
          within,
          () -> {
            seen[0] = state();
            return seen[0].equals(state);
          });
      assertThat(seen[0]).as("state of machine " + id).isEqualTo(state);
    }

    private String state() {
      return new Aftermath(offshoot)
          .hostsOf("id", id).stream()
              .map(host -> host.path("state").asText())
              .findFirst()
              .orElse("");
    }
  }
}
