package dev.offshoot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.embedded.Poll;
import dev.offshoot.embedded.PrivateFiles;
import dev.offshoot.embedded.Tools;
import dev.offshoot.testbed.TestReplicaSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A person who types the lines of a runbook into a shell, with the set's keyfile and root's
 * password at hand and nothing else.
 */
final class ByHand {
  private static final String UNDO = "# ======== to undo, instead";
  private static final String FINISH = "# ======== to finish";
  private static final String REPEAT = "# repeat until it says ";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Path home;
  private final Path mongosh;

  ByHand(Path home, Path mongosh, TestReplicaSet set) {
    this.home = home;
    this.mongosh = mongosh;
    PrivateFiles.write(home.resolve("keyfile"), set.keyfile());
  }

  /** The mongosh named by OFFSHOOT_MONGOSH or on the PATH. */
  static Optional<Path> mongosh() {
    String named = System.getenv("OFFSHOOT_MONGOSH");
    if (named != null && Files.isExecutable(Path.of(named))) {
      return Optional.of(Path.of(named));
    }
    return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
        .map(folder -> Path.of(folder, "mongosh"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  void finish(List<String> runbook) {
    type(runbook.subList(runbook.indexOf(FINISH), runbook.indexOf(UNDO)));
  }

  void undo(List<String> runbook) {
    type(runbook.subList(runbook.indexOf(UNDO), runbook.size()));
  }

  // Lines between two mongosh calls are typed as one script, so that variables live as long as in
  // the person's shell; a mongosh call asks for the password.
  private void type(List<String> lines) {
    assertThat(lines).anyMatch(line -> !line.startsWith("#") && !line.isBlank());
    List<String> script = new ArrayList<>();
    String until = "";
    for (String line : lines) {
      if (line.startsWith(REPEAT)) {
        until = line.substring(REPEAT.length()).strip();
      }
      if (!line.startsWith("mongosh ")) {
        script.add(line);
        continue;
      }
      run(String.join("\n", script));
      script.clear();
      String wanted = until;
      String last = wanted.isEmpty() ? run(line) : "";
      if (!wanted.isEmpty()) {
        boolean seen = Poll.until(PATIENCE, () -> run(line).contains(wanted));
        assertThat(seen).as("%s: %s", line, wanted).isTrue();
      }
      until = "";
      assertThat(last).as(line).doesNotContain("MongoServerError");
    }
    run(String.join("\n", script));
  }

  private String run(String script) {
    Path output = home.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-e", "-c", script)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "HOME", home.toString(),
                "KEYFILE", home.resolve("keyfile").toString(),
                "MONGO_USER", TestReplicaSet.ROOT.name(),
                "MONGOD", Tools.find().mongod().toString(),
                "PATH", mongosh.getParent() + ":" + System.getenv("PATH")));
    builder.environment().remove("MEMBER_DIR");
    try {
      Process process = builder.start();
      try (var input = process.outputWriter()) {
        input.write(TestReplicaSet.ROOT.password() + "\n");
      } catch (IOException asksForNothing) {
        // A script that reads nothing may have ended already.
      }
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ends: %s", script).isTrue();
      String said = Files.readString(output);
      assertThat(process.exitValue()).as("%s%n%s", script, said).isZero();
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
