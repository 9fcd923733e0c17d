package dev.offshoot.installer.domain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares a host with what MongoDB asks of one (production notes and operations checklist). Only
 * what makes mongod fail refuses; everything else is a warning, because mongod runs without it.
 */
public final class HostChecks {

  private static final long FILES = 64_000;
  private static final long MAPS = 131_060;
  private static final long KEEPALIVE = 300;
  private static final long SWAPPINESS = 1;
  private static final int HUGE_PAGES_WANTED_FROM = 8;
  private static final int AVX_NEEDED_FROM = 5;

  private HostChecks() {}

  /**
   * One thing that is not as it should be.
   *
   * @param code stable code
   * @param fatal whether mongod cannot run like this
   * @param detail what was found
   * @param remedy what to do
   */
  public record Finding(String code, boolean fatal, String detail, String remedy) {}

  /**
   * What the host must offer.
   *
   * @param mongodVersion version to run
   * @param memoryBytes memory planned
   * @param diskBytes disk the data needs
   */
  public record Needs(String mongodVersion, long memoryBytes, long diskBytes) {}

  /** Everything found, the fatal first. */
  public static List<Finding> evaluate(HostFacts host, Needs needs) {
    List<Finding> findings = new ArrayList<>();
    int major = major(needs.mongodVersion());
    if (major >= AVX_NEEDED_FROM && isX86(host) && Boolean.FALSE.equals(host.avx())) {
      findings.add(
          new Finding(
              "CPU_WITHOUT_AVX",
              true,
              "the CPU has no AVX, which mongod " + needs.mongodVersion() + " needs",
              "use a host with a newer CPU, or let the hypervisor pass AVX on"));
    }
    if (host.diskFreeBytes() < needs.diskBytes()) {
      findings.add(
          new Finding(
              "DISK_TOO_SMALL",
              true,
              "the data needs "
                  + gib(needs.diskBytes())
                  + ", free are "
                  + gib(host.diskFreeBytes()),
              "use a larger disk"));
    }
    if (host.memoryBytes() < needs.memoryBytes()) {
      findings.add(
          warning(
              "HOST_TOO_SMALL",
              "planned were "
                  + gib(needs.memoryBytes())
                  + " of memory, there are "
                  + gib(host.memoryBytes()),
              "use a larger shape"));
    }
    settings(host, major, findings);
    return findings;
  }

  private static void settings(HostFacts host, int major, List<Finding> findings) {
    HostFacts.Settings settings = host.limits();
    if (isBelow(settings.openFiles(), FILES)) {
      findings.add(
          warning(
              "LIMIT_OPEN_FILES",
              "open files are limited to " + settings.openFiles(),
              "allow 64000"));
    }
    if (isBelow(settings.processes(), FILES)) {
      findings.add(
          warning(
              "LIMIT_PROCESSES",
              "processes are limited to " + settings.processes(),
              "allow 64000"));
    }
    if (isBelow(settings.maxMapCount(), MAPS)) {
      findings.add(
          warning(
              "MAX_MAP_COUNT",
              "vm.max_map_count is " + settings.maxMapCount(),
              "set 131060 or more"));
    }
    if (isAbove(settings.swappiness(), SWAPPINESS)) {
      findings.add(warning("SWAPPINESS", "vm.swappiness is " + settings.swappiness(), "set 1"));
    }
    if (isAbove(settings.tcpKeepaliveSeconds(), KEEPALIVE)) {
      findings.add(
          warning(
              "TCP_KEEPALIVE",
              "net.ipv4.tcp_keepalive_time is " + settings.tcpKeepaliveSeconds(),
              "set 120, so that no gateway drops idle connections unseen"));
    }
    hugePages(settings.hugePages(), major, findings);
    if (!host.fileSystem().equals("xfs")) {
      findings.add(
          warning("FILE_SYSTEM", "the data path is on " + host.fileSystem(), "prefer xfs"));
    }
  }

  /** What MongoDB wants is inverted from 8.0 on. */
  private static void hugePages(@Nullable String setting, int major, List<Finding> findings) {
    boolean wanted = major >= HUGE_PAGES_WANTED_FROM;
    if (setting != null && wanted != setting.equals("always")) {
      findings.add(
          warning(
              "TRANSPARENT_HUGE_PAGES",
              "transparent huge pages are " + setting,
              wanted ? "set always for this version" : "set never for this version"));
    }
  }

  private static Finding warning(String code, String detail, String remedy) {
    return new Finding(code, false, detail, remedy);
  }

  private static boolean isX86(HostFacts host) {
    return host.architecture().equals("amd64") || host.architecture().equals("x86_64");
  }

  private static boolean isBelow(@Nullable Long value, long wanted) {
    return value != null && value >= 0 && value < wanted;
  }

  private static boolean isAbove(@Nullable Long value, long wanted) {
    return value != null && value > wanted;
  }

  private static int major(String version) {
    int dot = version.indexOf('.');
    try {
      return Integer.parseInt(dot < 0 ? version : version.substring(0, dot));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static String gib(long bytes) {
    return Math.round(bytes / 1024.0 / 1024 / 1024 * 10) / 10.0 + " GiB";
  }
}
