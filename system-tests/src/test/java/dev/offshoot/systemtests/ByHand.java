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
  private static final String SAME = "# with writes paused: both lists must be the same";
  private static final String NOT_WELL = "not every member is well: wait";
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
    type(head(runbook), runbook.subList(at(runbook, FINISH), at(runbook, UNDO)));
  }

  void undo(List<String> runbook) {
    type(head(runbook), runbook.subList(at(runbook, UNDO), runbook.size()));
  }

  private static List<String> head(List<String> runbook) {
    return runbook.subList(0, at(runbook, FINISH));
  }

  private static int at(List<String> runbook, String title) {
    for (int i = 0; i < runbook.size(); i++) {
      if (runbook.get(i).startsWith(title)) {
        return i;
      }
    }
    throw new AssertionError(title + " is not in " + String.join("\n", runbook));
  }

  // Lines between two mongosh calls are typed as one script, after the lines that name folders,
  // because variables live as long as the person's shell; a mongosh call asks for the password.
  private void type(List<String> head, List<String> lines) {
    assertThat(lines).anyMatch(line -> !line.startsWith("#") && !line.isBlank());
    List<String> script = new ArrayList<>(head);
    List<String> asked = new ArrayList<>();
    String comment = "";
    for (String line : lines) {
      if (!line.startsWith("mongosh ")) {
        script.add(line);
        comment = line.startsWith("#") ? line : comment;
        continue;
      }
      run(String.join("\n", script));
      script = new ArrayList<>(head);
      if (comment.startsWith(SAME)) {
        asked.add(line);
        if (asked.size() == 2) {
          isTheSame(asked);
        }
      } else {
        ask(line, comment.startsWith(REPEAT) ? comment.substring(REPEAT.length()).strip() : "");
        comment = "";
      }
    }
    run(String.join("\n", script));
  }

  /** Repeats what says that it is to be repeated. */
  private void ask(String line, String wanted) {
    String[] said = {""};
    boolean done =
        Poll.until(
            PATIENCE,
            () -> {
              said[0] = attempt(line);
              return said[0].contains(wanted) && !said[0].contains(NOT_WELL);
            });
    assertThat(done).as("%s%n%s", line, said[0]).isTrue();
    assertThat(said[0]).as(line).doesNotContain("Error:").doesNotContain("MongoServerError");
  }

  private void isTheSame(List<String> lines) {
    List<List<String>> said = new ArrayList<>();
    boolean same =
        Poll.until(
            PATIENCE,
            () -> {
              said.clear();
              lines.forEach(line -> said.add(digests(run(line))));
              return said.get(0).equals(said.get(1));
            });
    assertThat(same).as("%s", said).isTrue();
    assertThat(said.getFirst()).hasSizeGreaterThan(1);
  }

  private static List<String> digests(String said) {
    return said.lines().filter(line -> line.matches("\\S+ [0-9a-f]{32}")).toList();
  }

  private String run(String script) {
    Said said = shell(script);
    assertThat(said.status()).as("%s%n%s", script, said.text()).isZero();
    return said.text();
  }

  private String attempt(String script) {
    return shell(script).text();
  }

  private record Said(int status, String text) {}

  private Said shell(String script) {
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
    try {
      Process process = builder.start();
      try (var input = process.outputWriter()) {
        input.write(TestReplicaSet.ROOT.password() + "\n");
      } catch (IOException asksForNothing) {
        // A script that reads nothing may have ended already.
      }
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ends: %s", script).isTrue();
      return new Said(process.exitValue(), Files.readString(output));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
