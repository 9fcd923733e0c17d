package dev.offshoot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.embedded.Poll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A machine of the pool: at a folder of its own on this one. */
record JoinedMachine(
    RunningOffshoot offshoot, String id, String address, String command, Path folder) {

  static JoinedMachine add(RunningOffshoot offshoot, String address, Path folder) {
    JsonNode said =
        ContractJson.read(
            offshoot.commandLine().run("host", "add", address, "--output", "json").orFail(),
            JsonNode.class);
    return new JoinedMachine(
        offshoot, said.path("id").asText(), address, said.path("command").asText(), folder);
  }

  void join() throws Exception {
    assertThat(run(command)).contains("joined as host " + id);
  }

  void dryRun() throws Exception {
    String line = offshoot.commandLine().run("host", "add", address, "--dry-run").orFail();
    assertThat(run(line)).contains("nothing was changed", folder.toString());
  }

  private String run(String line) throws Exception {
    Path out = Files.createTempFile("offshoot-join-", ".txt");
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-c", line).redirectErrorStream(true).redirectOutput(out.toFile());
    shell.environment().put("OFFSHOOT_HOST_DIR", folder.toString());
    // No unit of this machine's own systemd.
    shell.environment().put("OFFSHOOT_ROOT", folder + "-root");
    int ended = shell.start().waitFor();
    String said = Files.readString(out);
    Files.delete(out);
    assertThat(ended).as(said).isZero();
    return said;
  }

  /** Keeps it without Offshoot, as soon as its expansion is known to be over; what was answered. */
  String detach() {
    CommandLine.Ended[] last = new CommandLine.Ended[1];
    Poll.until(
        Duration.ofSeconds(15),
        () -> {
          last[0] = offshoot.commandLine().run("host", "detach", id);
          return !last[0].err().contains("EXPANSION_IN_PROGRESS");
        });
    return last[0].orFail();
  }

  /** Asserts that of the agent nothing is left here, and of the rest only this. */
  void isLeftWith(String... names) {
    Poll.until(Duration.ofSeconds(15), () -> !Files.exists(folder.resolve("start")));
    List<String> left = List.of();
    if (Files.exists(folder)) {
      try (Stream<Path> inside = Files.list(folder)) {
        left = inside.map(each -> each.getFileName().toString()).sorted().toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    assertThat(left).containsExactly(names);
    Poll.until(
        Duration.ofMinutes(1),
        () -> LocalProcess.of(folder).stream().allMatch(LocalProcess::isMongod));
    assertThat(LocalProcess.of(folder)).allMatch(LocalProcess::isMongod);
    assertThat(new Aftermath(offshoot).hostsOf("address", address)).isEmpty();
  }

  /** Where its agent calls. */
  String agentsUrl() {
    try {
      return Files.readString(folder.resolve("start"))
          .replaceFirst("(?s).*OFFSHOOT_URL='([^']*)'.*", "$1");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
        .hostsOf("id", id).stream().map(host -> host.path("state").asText()).findFirst().orElse("");
  }
}
