package dev.offshoot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.testbed.cloud.Enclosure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs a program that makes a cloud for itself, and reads what it wrote down. */
final class RigProgram {
  private static final int MINUTES = 8 * Integer.getInteger("offshoot.st.patience", 1);

  private RigProgram() {}

  /** Skips, and says why, unless clouds are asked for and this machine can make one. */
  static <T> T run(Class<?> program, Path folder, Class<T> outcome) throws Exception {
    assumeTrue(
        System.getProperty("offshoot.st.cloud", "").equals("all"),
        "SKIPPED: this takes minutes in a cloud; run it with -Doffshoot.st.cloud=all");
    Optional<String> missing = Enclosure.missing();
    assumeTrue(
        missing.isEmpty(),
        () -> "SKIPPED: no cloud was made, this machine lacks " + missing.orElseThrow());
    Path said = folder.resolve("outcome.json");
    Path output = folder.resolve("output.txt");
    Process process;
    try (OneRig _ = OneRig.mine()) {
      process = start(program, folder.resolve("rig"), said, output);
      try {
        assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
      } finally {
        process.destroy();
      }
    }
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    return ContractJson.read(Files.readString(said), outcome);
  }

  private static Process start(Class<?> program, Path rig, Path said, Path output)
      throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Doffshoot.home=" + CommandLine.checkout(),
            "-Doffshoot.st.patience=" + Integer.getInteger("offshoot.st.patience", 1),
            "-cp",
            System.getProperty("java.class.path"),
            program.getName(),
            rig.toString(),
            said.toString())
        .redirectErrorStream(true)
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .redirectOutput(output.toFile())
        .start();
  }
}
