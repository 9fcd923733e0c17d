package dev.offshoot.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What could differ between two JVMs, such as iteration of Set.of and identity hashes. */
class TwoMachinesTest {

  private static final List<Long> SEEDS = List.of(3L, 7L, 11L, 13L);

  @Test
  void anotherJvmTellsTheSameStory() throws Exception {
    // Given
    List<String> here = new ArrayList<>();
    for (long seed : SEEDS) {
      here.add(Simulation.run(Simulation.plan(seed), false).story().hash());
    }

    // When
    List<String> there = new ArrayList<>();
    for (long seed : SEEDS) {
      there.add(hashInAnotherJvm(seed));
    }

    // Then
    assertThat(there).isEqualTo(here);
  }

  private static String hashInAnotherJvm(long seed) throws Exception {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:hashCode=2",
                "-XX:+UseSerialGC",
                "-cp",
                classes,
                "dev.offshoot.simulation.SimulationMain",
                "--seed",
                Long.toString(seed),
                "--seeds",
                "1")
            .redirectErrorStream(true)
            .start();
    try {
      String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(other.waitFor(5, TimeUnit.MINUTES)).isTrue();
      assertThat(other.exitValue()).as(said).isZero();
      return said.strip().substring(said.strip().lastIndexOf(' ') + 1);
    } finally {
      other.destroyForcibly();
    }
  }
}
