package dev.offshoot.installer.domain;

import dev.offshoot.installer.domain.SettingCheck.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares a host with what MongoDB asks of one (production notes and operations checklist). Only
 * what makes mongod fail always refuses; what is expected refuses where the deployment enforces it.
 * What is not known is no finding.
 */
public final class HostChecks {

  private static final int AVX_NEEDED_FROM = 5;

  private HostChecks() {}

  /**
   * One thing that is not as it should be.
   *
   * @param code stable code
   * @param weight how much it matters
   * @param detail what was found
   * @param remedy what to do
   */
  public record Finding(String code, Weight weight, String detail, String remedy) {

    /** Whether mongod cannot run like this. */
    public boolean fatal() {
      return weight == Weight.NEEDED;
    }
  }

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
              Weight.NEEDED,
              "the CPU has no AVX, which mongod " + needs.mongodVersion() + " needs",
              "use a host with a newer CPU, or let the hypervisor pass AVX on"));
    }
    if (host.diskFreeBytes() < needs.diskBytes()) {
      findings.add(
          new Finding(
              "DISK_TOO_SMALL",
              Weight.NEEDED,
              "the data needs "
                  + gib(needs.diskBytes())
                  + ", free are "
                  + gib(host.diskFreeBytes()),
              "use a larger disk"));
    }
    if (host.memoryBytes() < needs.memoryBytes()) {
      findings.add(
          new Finding(
              "HOST_TOO_SMALL",
              Weight.EXPECTED,
              "planned were "
                  + gib(needs.memoryBytes())
                  + " of memory, there are "
                  + gib(host.memoryBytes()),
              "use a larger shape"));
    }
    unmet(host, major).forEach(check -> findings.add(finding(check, host)));
    if (!host.fileSystem().equals("xfs")) {
      findings.add(
          new Finding(
              "FILE_SYSTEM",
              Weight.ADVISED,
              "the data path is on " + host.fileSystem(),
              "prefer xfs"));
    }
    return findings;
  }

  /** What an agent that may mend its host shall set, by name. */
  public static Map<String, String> mending(HostFacts host, Needs needs) {
    Map<String, String> settings = new TreeMap<>();
    for (SettingCheck check : unmet(host, major(needs.mongodVersion()))) {
      if (check.mendTo() != null) {
        settings.put(check.setting(), check.mendTo());
      }
    }
    return settings;
  }

  private static List<SettingCheck> unmet(HostFacts host, int major) {
    return SettingChecks.ALL.stream()
        .filter(check -> check.appliesTo(major))
        .filter(check -> host.settings().containsKey(check.setting()))
        .filter(check -> !check.expected().met(host.settings().getOrDefault(check.setting(), "")))
        .toList();
  }

  private static Finding finding(SettingCheck check, HostFacts host) {
    return new Finding(
        check.code(),
        check.weight(),
        "%s is %s, not %s: %s"
            .formatted(
                check.setting(),
                host.settings().get(check.setting()),
                check.expected().words(),
                check.why()),
        check.remedy());
  }

  private static boolean isX86(HostFacts host) {
    return host.architecture().equals("amd64") || host.architecture().equals("x86_64");
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
