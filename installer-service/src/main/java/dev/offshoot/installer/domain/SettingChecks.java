package dev.offshoot.installer.domain;

import dev.offshoot.installer.domain.SettingCheck.Weight;
import java.util.List;

/**
 * The limits and kernel settings that MongoDB asks for ("Production Notes", "Operations Checklist",
 * "UNIX ulimit Settings", "TCMalloc Performance Optimization"), as data: {@code
 * docs/host-checks.md} is written from it.
 */
public final class SettingChecks {

  private static final int ANY = 99;
  private static final int HUGE_PAGES_FROM = 8;
  private static final Expected UNLIMITED = new Expected.AtLeast(Long.MAX_VALUE);

  /** All of them, in the order they are told. */
  public static final List<SettingCheck> ALL =
      List.of(
          limit("LIMIT_OPEN_FILES", "limit/nofile", atLeast(64_000), "connections and files fail"),
          limit("LIMIT_PROCESSES", "limit/nproc", atLeast(64_000), "connections get no thread"),
          limit("LIMIT_FILE_SIZE", "limit/fsize", UNLIMITED, "a data file cannot grow"),
          limit("LIMIT_ADDRESS_SPACE", "limit/as", UNLIMITED, "mongod cannot map its memory"),
          sysctl(
              "MAX_MAP_COUNT", "vm.max_map_count", atLeast(131_060), "131060", "connections end"),
          sysctl(
              "FILE_MAX", "fs.file-max", atLeast(98_000), "98000", "the machine has no file left"),
          sysctl(
              "PID_MAX", "kernel.pid_max", atLeast(64_000), "64000", "connections get no thread"),
          sysctl("THREADS_MAX", "kernel.threads-max", atLeast(64_000), "64000", "as for PID_MAX"),
          sysctl("SWAPPINESS", "vm.swappiness", between(0, 1), "1", "the cache is swapped out"),
          sysctl(
              "ZONE_RECLAIM",
              "vm.zone_reclaim_mode",
              between(0, 0),
              "0",
              "memory is freed too early"),
          sysctl(
              "TCP_KEEPALIVE",
              "net.ipv4.tcp_keepalive_time",
              between(1, 300),
              "120",
              "gateways drop idle connections unseen"),
          hugePages(0, HUGE_PAGES_FROM - 1, "never", "latency, and memory that is not given back"),
          hugePages(HUGE_PAGES_FROM, ANY, "always", "its TCMalloc is built for them"),
          new SettingCheck(
              "HUGE_PAGES_DEFRAG",
              "transparent_hugepage/defrag",
              new Expected.Word("defer+madvise"),
              HUGE_PAGES_FROM,
              ANY,
              Weight.EXPECTED,
              "it stands still while pages are moved together",
              "defer+madvise",
              "write defer+madvise into /sys/kernel/mm/transparent_hugepage/defrag"),
          new SettingCheck(
              "READ_AHEAD",
              "bdi/read_ahead_kb",
              between(4, 16),
              0,
              ANY,
              Weight.EXPECTED,
              "each small read of the data path's disk reads much that nobody asked for",
              "16",
              "blockdev --setra 32 on the data path's device (8 to 32 sectors)"),
          told("NUMA", "numa/nodes", between(1, 1), "start mongod with numactl --interleave=all"),
          told(
              "MOUNT_ATIME",
              "mount/options",
              new Expected.Word("noatime"),
              "mount the data path's file system with noatime"));

  private SettingChecks() {}

  private static Expected atLeast(long least) {
    return new Expected.AtLeast(least);
  }

  private static Expected between(long least, long most) {
    return new Expected.Between(least, most);
  }

  private static SettingCheck limit(String code, String name, Expected expected, String why) {
    String remedy = "raise it for the user mongod runs as";
    return new SettingCheck(code, name, expected, 0, ANY, Weight.EXPECTED, why, null, remedy);
  }

  private static SettingCheck sysctl(
      String code, String name, Expected expected, String mendTo, String why) {
    String remedy = "sysctl -w " + name + "=" + mendTo + ", and the same in sysctl.d";
    return new SettingCheck(code, name, expected, 0, ANY, Weight.EXPECTED, why, mendTo, remedy);
  }

  private static SettingCheck hugePages(int from, int to, String word, String why) {
    return new SettingCheck(
        "TRANSPARENT_HUGE_PAGES",
        "transparent_hugepage/enabled",
        new Expected.Word(word),
        from,
        to,
        Weight.EXPECTED,
        why,
        word,
        "write " + word + " into /sys/kernel/mm/transparent_hugepage/enabled");
  }

  private static SettingCheck told(String code, String name, Expected expected, String remedy) {
    return new SettingCheck(
        code, name, expected, 0, ANY, Weight.ADVISED, "it costs some speed", null, remedy);
  }
}
