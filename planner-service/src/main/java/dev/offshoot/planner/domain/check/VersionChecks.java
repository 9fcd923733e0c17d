package dev.offshoot.planner.domain.check;

import dev.offshoot.planner.domain.RefusalCode;
import dev.offshoot.planner.domain.WarningCode;
import dev.offshoot.planner.domain.design.Draft;
import dev.offshoot.planner.domain.design.SoftwareChoice;
import dev.offshoot.planner.domain.offered.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Do all members run one supported version, and is it to be had? */
final class VersionChecks implements Check {

  /** Lines of MongoDB that Offshoot plans for. */
  static final List<String> SUPPORTED = List.of("6.0", "7.0", "8.0");

  @Override
  public List<RefusalCode> decides() {
    return List.of(
        RefusalCode.MIXED_VERSIONS,
        RefusalCode.UNSUPPORTED_VERSION,
        RefusalCode.BINARIES_NOT_AVAILABLE);
  }

  @Override
  public List<Finding> examine(Draft draft) {
    SoftwareChoice software = draft.software();
    List<String> lines = software.versions().stream().map(SoftwareChoice::line).distinct().toList();
    List<Finding> findings = new ArrayList<>();
    if (lines.size() > 1) {
      findings.add(mixed(software));
    }
    lines.stream().filter(line -> !SUPPORTED.contains(line)).forEach(l -> findings.add(other(l)));
    if (lines.size() == 1 && software.versions().size() > 1) {
      findings.add(
          Finding.warned(
              WarningCode.MIXED_PATCH_VERSIONS,
              "members run " + counts(software) + "; " + software.version() + " is installed"));
    }
    if (findings.isEmpty() && software.version() != null) {
      findings.add(Finding.ok("version", "all members run " + software.version()));
    }
    findings.addAll(available(draft));
    return findings;
  }

  private static Finding mixed(SoftwareChoice software) {
    return Finding.refused(
        RefusalCode.MIXED_VERSIONS,
        "members run " + counts(software),
        "Finish the upgrade first: all members on one major.minor version.");
  }

  private static Finding other(String line) {
    return Finding.refused(
        RefusalCode.UNSUPPORTED_VERSION,
        "members run MongoDB " + line,
        "Offshoot supports " + String.join(", ", SUPPORTED) + ": upgrade the set first.");
  }

  private static String counts(SoftwareChoice software) {
    return software.membersByVersion().entrySet().stream()
        .map(e -> e.getKey() + " (" + e.getValue() + ")")
        .collect(Collectors.joining(", "));
  }

  private static List<Finding> available(Draft draft) {
    String version = draft.software().version();
    boolean announced = !draft.input().catalogue().missing().contains(Catalogue.INSTALLER);
    if (version == null || draft.software().artifact() != null || !announced) {
      return List.of();
    }
    return List.of(
        Finding.refused(
            RefusalCode.BINARIES_NOT_AVAILABLE,
            "the artifact catalogue has no mongod " + version,
            "Add it: `offshoot artifact add FILE --version " + version + "`."));
  }
}
