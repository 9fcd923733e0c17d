package dev.offshoot.installer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.installer.domain.HostChecks.Finding;
import dev.offshoot.installer.domain.HostChecks.Needs;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostChecksTest {

  private static final HostFacts.Settings GOOD =
      new HostFacts.Settings(64_000L, -1L, 1L, 262_144L, "never", 120L);
  private static final Needs NEEDS = new Needs("6.0.5", 4L << 30, 10L << 30);

  @Test
  void aHostAsMongoDbWantsItGivesNoFinding() {
    // Given
    HostFacts host = new HostFacts("amd64", true, 8L << 30, 20L << 30, "xfs", GOOD);

    // When
    List<Finding> findings = HostChecks.evaluate(host, NEEDS);

    // Then
    assertThat(findings).isEmpty();
  }

  @Test
  void onlyWhatStopsMongodIsFatal() {
    // Given
    HostFacts host =
        new HostFacts(
            "amd64",
            false,
            1L << 30,
            1L << 30,
            "ext4",
            new HostFacts.Settings(1024L, 1000L, 60L, 65_530L, "always", 7200L));

    // When
    List<Finding> findings = HostChecks.evaluate(host, NEEDS);

    // Then
    assertThat(findings)
        .extracting(Finding::code)
        .containsExactly(
            "CPU_WITHOUT_AVX",
            "DISK_TOO_SMALL",
            "HOST_TOO_SMALL",
            "LIMIT_OPEN_FILES",
            "LIMIT_PROCESSES",
            "MAX_MAP_COUNT",
            "SWAPPINESS",
            "TCP_KEEPALIVE",
            "TRANSPARENT_HUGE_PAGES",
            "FILE_SYSTEM");
    assertThat(findings)
        .filteredOn(Finding::fatal)
        .extracting(Finding::code)
        .containsExactly("CPU_WITHOUT_AVX", "DISK_TOO_SMALL");
  }

  @Test
  void hugePagesAreWantedFromVersionEightOn() {
    // Given
    HostFacts host = new HostFacts("aarch64", null, 8L << 30, 20L << 30, "xfs", GOOD);

    // When
    List<Finding> findings = HostChecks.evaluate(host, new Needs("8.0.1", 0, 0));

    // Then
    assertThat(findings).extracting(Finding::code).containsExactly("TRANSPARENT_HUGE_PAGES");
  }
}
