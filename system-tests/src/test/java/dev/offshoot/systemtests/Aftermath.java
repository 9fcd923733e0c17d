package dev.offshoot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.embedded.Poll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What an expansion left on this machine. */
record Aftermath(RunningOffshoot offshoot) {
  private static final Duration GONE_WITHIN = Duration.ofSeconds(30);

  /** Asserts that no process, folder or registered host of a host request is left. */
  void isNothingOf(String hostRequestId) {
    Poll.until(GONE_WITHIN, () -> processes(hostRequestId).isEmpty());
    assertThat(processes(hostRequestId)).as("processes").isEmpty();
    assertThat(folders()).as("folders of hosts").noneMatch(each -> each.equals(hostRequestId));
    assertThat(hostsOf("id", hostRequestId)).as("GET /hosts").isEmpty();
  }

  /** Processes that belong to a host. */
  List<LocalProcess> processes(String hostRequestId) {
    return LocalProcess.of(offshoot.dataDir().resolve("hosts").resolve(hostRequestId));
  }

  /** Processes of every host that was ever made here. */
  List<LocalProcess> processesOfAllHosts() {
    return LocalProcess.of(offshoot.dataDir().resolve("hosts"));
  }

  /** mongods that belong to a host. */
  List<LocalProcess> mongods(String hostRequestId) {
    return processes(hostRequestId).stream().filter(LocalProcess::isMongod).toList();
  }

  /** Hosts of {@code GET /hosts} with this value. */
  List<JsonNode> hostsOf(String field, String value) {
    Answer answer = offshoot.http().get("/hosts");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    List<JsonNode> found = new ArrayList<>();
    JsonNode body = answer.json();
    for (JsonNode host : body.isArray() ? body : body.path("hosts")) {
      if (host.path(field).asText().equals(value)) {
        found.add(host);
      }
    }
    return found;
  }

  /** Names of the folders hosts live in; what the provider writes down beside them is hidden. */
  List<String> folders() {
    Path folder = offshoot.dataDir().resolve("hosts");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
