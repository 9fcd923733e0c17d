package dev.offshoot.state;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.embedded.Tools;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Schemathesis: calls a service with what its OpenAPI document allows, and with what it does not.
 */
final class ApiFuzzer {

  private static final String START = "from schemathesis.cli import schemathesis; schemathesis()";
  private static final int DEADLINE_SECONDS = 300;

  private final Path folder;
  private final URI service;

  ApiFuzzer(Path folder, URI service) {
    this.folder = folder;
    this.service = service;
  }

  /** A call that was made, and the status it was answered with. */
  record Made(String method, String url, int status) {
    @Override
    public String toString() {
      return method + " " + url + " " + status;
    }
  }

  /** What it found; no finding when {@code exit} is 0. */
  record Found(int exit, String report, List<Made> calls) {}

  /**
   * Calls everything with this token, or with none when it is empty; the same seed is the same run.
   */
  Found run(String name, String token, String checks, int examples, int seed) throws Exception {
    Path har = folder.resolve(name + ".har");
    Path report = folder.resolve(name + ".txt");
    List<String> command = new ArrayList<>(List.of("python3", "-c", START, "run"));
    command.add(service + "/q/openapi");
    command.addAll(List.of("--checks", checks, "--seed", Integer.toString(seed)));
    command.addAll(List.of("--phases", "coverage,fuzzing", "--no-shrink", "--continue-on-failure"));
    command.addAll(List.of("--max-examples", Integer.toString(examples)));
    command.addAll(List.of("--request-timeout", "20", "--suppress-health-check", "all"));
    command.addAll(List.of("--generation-database", "none", "--no-color"));
    command.addAll(List.of("--report-har-path", har.toString()));
    if (!token.isEmpty()) {
      command.addAll(List.of("-H", "Authorization: Bearer " + token));
    }
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(report.toFile());
    builder.environment().put("PYTHONPATH", Tools.find().schemathesis().toString());
    Process process = builder.start();
    if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("the fuzzer does not end: " + Files.readString(report));
    }
    return new Found(process.exitValue(), Files.readString(report), calls(har, report));
  }

  private static List<Made> calls(Path har, Path report) throws IOException {
    if (!Files.exists(har)) {
      throw new IllegalStateException("the fuzzer made no call: " + Files.readString(report));
    }
    List<Made> made = new ArrayList<>();
    for (JsonNode entry :
        ContractJson.read(Files.readString(har), JsonNode.class).path("log").path("entries")) {
      made.add(
          new Made(
              entry.path("request").path("method").asText(),
              entry.path("request").path("url").asText(),
              entry.path("response").path("status").asInt()));
    }
    return made;
  }
}
