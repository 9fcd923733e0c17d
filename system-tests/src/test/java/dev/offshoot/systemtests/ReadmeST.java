package dev.offshoot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.embedded.PrivateFiles;
import dev.offshoot.testbed.SampleData;
import dev.offshoot.testbed.TestReplicaSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command that the README names is one that works, typed as it stands there. */
class ReadmeST {
  private static final List<String> COMMANDS =
      List.of("expand", "expansion", "host", "audit", "down", "up", "plan", "demo", "deployment");

  private final Path checkout = CommandLine.checkout();
  private final Readme readme = Readme.of(checkout);

  @Test
  void theDemoProvesWhatItSays(@TempDir Path home) throws Exception {
    // Given
    List<String> first = readme.blockUnder("## See it");
    assertThat(first).containsExactly("./offshoot demo");

    // When
    Typed demo = type(first.getFirst(), home);

    // Then
    assertThat(demo.exit()).as(demo.said()).isZero();
    assertThat(demo.said()).contains("PROVEN").doesNotContain("NOT PROVEN");
  }

  @Test
  void aSetOfOnesOwnIsGrownByTheLinesOfTheReadme(@TempDir Path home) throws Exception {
    // Given
    try (TestReplicaSet set = TestReplicaSet.builder().name("rs0").start();
        RunningOffshoot offshoot = RunningOffshoot.start()) {
      assertThat(new SampleData(3).load(set.connectionString(), 5).documents()).isPositive();
      List<String> lines = readme.blockUnder("## Your own set");
      assertThat(lines).hasSizeGreaterThan(5);

      // When
      List<String> said = new ArrayList<>();
      for (String line : lines) {
        Typed typed = type(inPlaceOf(line, set, home), offshoot.dataDir());
        assertThat(typed.exit()).as("%s%n%s", line, typed.said()).isZero();
        said.add(typed.said());
      }

      // Then
      assertThat(said.getLast()).contains("COMPLETED");
      assertThat(set.configuration().getList("members", Document.class)).hasSize(4);
      assertThat(type("./offshoot audit orders", offshoot.dataDir()).said())
          .contains("PLAN_APPROVED");
    }
  }

  @Test
  void everyOtherCommandNamedIsKnownWithItsOptions(@TempDir Path home) throws Exception {
    // Given
    TreeSet<String> named = readme.inline(COMMANDS);
    assertThat(named).hasSizeGreaterThan(4);

    for (String command : named) {
      // When
      Typed typed = run(List.of("bash", "-c", "./offshoot " + command + " --help"), "", home);

      // Then
      assertThat(typed.exit()).as("%s%n%s", command, typed.said()).isZero();
      assertThat(typed.said()).as(command).contains("Usage:");
    }
  }

  private static String inPlaceOf(String line, TestReplicaSet set, Path home) {
    Path keyfile = home.resolve("keyfile");
    PrivateFiles.write(keyfile, set.keyfile());
    return line.replaceFirst("mongodb://[^']*", set.plainConnectionString())
        .replace("/etc/mongodb/keyfile", keyfile.toString())
        .replace("admin:password", Registration.credential(TestReplicaSet.ROOT));
  }

  private record Typed(int exit, String said) {}

  /** On a terminal of its own, where questions are answered with yes. */
  private Typed type(String line, Path dataDir) throws IOException, InterruptedException {
    return run(List.of("script", "-qec", line, "/dev/null"), "y\n", dataDir);
  }

  private Typed run(List<String> command, String answers, Path dataDir)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("offshoot-readme-", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(checkout.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder
        .environment()
        .putAll(Map.of("OFFSHOOT_DATA_DIR", dataDir.toString(), "OFFSHOOT_SKIP_BUILD", "1"));
    Process process = builder.start();
    try (var input = process.outputWriter()) {
      input.write(answers);
    }
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("%s", command).isTrue();
      return new Typed(process.exitValue(), Files.readString(output));
    } finally {
      process.destroy();
      Files.delete(output);
    }
  }
}
