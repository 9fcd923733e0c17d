package dev.offshoot.installer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.installer.domain.HostChecks.Finding;
import dev.offshoot.installer.domain.HostChecks.Needs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostChecksTest {

  private static final Needs NEEDS = new Needs("6.0.5", 4L << 30, 10L << 30);

  private static Map<String, String> good() {
    TreeMap<String, String> settings = new TreeMap<>();
    settings.put("limit/nofile", "64000");
    settings.put("limit/nproc", "unlimited");
    settings.put("vm.swappiness", "1");
    settings.put("vm.max_map_count", "262144");
    settings.put("net.ipv4.tcp_keepalive_time", "120");
    settings.put("transparent_hugepage/enabled", "never");
    settings.put("bdi/read_ahead_kb", "16");
    settings.put("mount/options", "rw,noatime");
    return settings;
  }

  private static HostFacts host(Map<String, String> settings) {
    return new HostFacts("amd64", true, 8L << 30, 20L << 30, "xfs", settings);
  }

  private static HostFacts with(String setting, String value) {
    Map<String, String> settings = good();
    settings.put(setting, value);
    return host(settings);
  }

  @Test
  void aHostAsMongoDbWantsItGivesNoFindingAndNothingToMend() {
    // When
    List<Finding> findings = HostChecks.evaluate(host(good()), NEEDS);

    // Then
    assertThat(findings).isEmpty();
    assertThat(HostChecks.mending(host(good()), NEEDS)).isEmpty();
  }

  @Test
  void whatIsNotKnownIsNoFinding() {
    // When
    List<Finding> findings = HostChecks.evaluate(host(Map.of()), NEEDS);

    // Then
    assertThat(findings).isEmpty();
  }

  @Test
  void onlyWhatStopsMongodIsFatal() {
    // Given
    HostFacts host =
        new HostFacts("amd64", false, 1L << 30, 1L << 30, "ext4", Map.of("vm.swappiness", "60"));

    // When
    List<Finding> findings = HostChecks.evaluate(host, NEEDS);

    // Then
    assertThat(findings)
        .extracting(Finding::code)
        .containsExactly(
            "CPU_WITHOUT_AVX", "DISK_TOO_SMALL", "HOST_TOO_SMALL", "SWAPPINESS", "FILE_SYSTEM");
    assertThat(findings)
        .filteredOn(Finding::fatal)
        .extracting(Finding::code)
        .containsExactly("CPU_WITHOUT_AVX", "DISK_TOO_SMALL");
  }

  @ParameterizedTest
  @CsvSource({
    "limit/nofile, 1024, LIMIT_OPEN_FILES, ''",
    "limit/nproc, 4096, LIMIT_PROCESSES, ''",
    "limit/fsize, 1000, LIMIT_FILE_SIZE, ''",
    "limit/as, 1000, LIMIT_ADDRESS_SPACE, ''",
    "vm.max_map_count, 65530, MAX_MAP_COUNT, 131060",
    "fs.file-max, 1000, FILE_MAX, 98000",
    "kernel.pid_max, 32768, PID_MAX, 64000",
    "kernel.threads-max, 1000, THREADS_MAX, 64000",
    "vm.swappiness, 60, SWAPPINESS, 1",
    "vm.zone_reclaim_mode, 1, ZONE_RECLAIM, 0",
    "net.ipv4.tcp_keepalive_time, 7200, TCP_KEEPALIVE, 120",
    "transparent_hugepage/enabled, madvise, TRANSPARENT_HUGE_PAGES, never",
    "bdi/read_ahead_kb, 128, READ_AHEAD, 16",
    "numa/nodes, 2, NUMA, ''",
    "'mount/options', 'rw,relatime', MOUNT_ATIME, ''",
    "vm.swappiness, what, SWAPPINESS, 1",
  })
  void eachSettingHasItsFindingAndWhatAnAgentMaySetItTo(
      String setting, String value, String code, String mended) {
    // When
    List<Finding> findings = HostChecks.evaluate(with(setting, value), NEEDS);
    Map<String, String> mending = HostChecks.mending(with(setting, value), NEEDS);

    // Then
    assertThat(findings).extracting(Finding::code).containsExactly(code);
    assertThat(findings.getFirst().detail()).startsWith(setting + " is " + value);
    assertThat(mending).isEqualTo(mended.isEmpty() ? Map.of() : Map.of(setting, mended));
  }

  @Test
  void hugePagesAreWantedFromVersionEightOn() {
    // When
    Map<String, String> mending = HostChecks.mending(host(good()), new Needs("8.0.1", 0, 0));

    // Then
    assertThat(mending).isEqualTo(Map.of("transparent_hugepage/enabled", "always"));
  }

  @Test
  void whatAnAgentSetsMeetsTheCheck() {
    // When
    List<SettingCheck> unmet = new ArrayList<>();
    int mended = 0;
    for (SettingCheck check : SettingChecks.ALL) {
      String value = check.mendTo();
      mended += value == null ? 0 : 1;
      if (value != null && !check.expected().met(value)) {
        unmet.add(check);
      }
    }

    // Then
    assertThat(unmet).isEmpty();
    assertThat(mended).isGreaterThan(8);
  }
}
