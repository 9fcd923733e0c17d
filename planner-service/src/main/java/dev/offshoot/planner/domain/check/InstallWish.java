package dev.offshoot.planner.domain.check;

import dev.offshoot.planner.domain.requested.RequestedInstall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Does the wish for where mongod comes from mean something? What it names goes to hosts as words of
 * a command, so nothing but plain names, absolute paths and https addresses passes.
 */
final class InstallWish {

  private static final String PATH = "(/[A-Za-z0-9._+~-]+)+";
  private static final String NAME = "[a-z0-9][a-z0-9.+-]+";
  private static final String ADDRESS = "https://[A-Za-z0-9._~:/%+-]+";

  private InstallWish() {}

  static List<Finding> examine(RequestedInstall install) {
    List<Finding> findings = new ArrayList<>();
    String kind = install.kind() == null ? RequestedInstall.ARCHIVE : install.kind();
    switch (kind) {
      case RequestedInstall.ARCHIVE -> {
        none("host.install.from", install.from(), findings);
        none("host.install.sha256", install.sha256(), findings);
      }
      case RequestedInstall.EXISTING -> {
        none("host.install.sha256", install.sha256(), findings);
        if (install.from() != null && !install.from().matches(PATH)) {
          findings.add(
              unknown(
                  "from",
                  install.from(),
                  "Name the binary by its absolute path, or leave it out."));
        }
      }
      case RequestedInstall.PACKAGE -> ofPackage(install, findings);
      default -> findings.add(unknown("kind", kind, "Use archive, existing or package."));
    }
    return findings;
  }

  private static void ofPackage(RequestedInstall install, List<Finding> findings) {
    String from = install.from() == null ? "mongodb-org-server" : install.from();
    boolean named = from.matches(NAME);
    if (!named && !from.matches(PATH + "[.]deb") && !from.matches(ADDRESS + "[.]deb")) {
      findings.add(
          unknown(
              "from",
              from,
              "Name a package, or the absolute path or https address of a .deb file."));
    } else if (named) {
      none("host.install.sha256", install.sha256(), findings);
    } else if (install.sha256() == null || !install.sha256().matches("[0-9a-f]{64}")) {
      findings.add(
          unknown(
              "sha256",
              String.valueOf(install.sha256()),
              "A file is taken by its SHA-256 only: 64 hexadecimal digits."));
    }
  }

  private static void none(String field, @Nullable String value, List<Finding> findings) {
    if (value != null) {
      findings.add(RequestChecks.unknown(field, value, "Leave it out."));
    }
  }

  private static Finding unknown(String part, String value, String remedy) {
    return RequestChecks.unknown("host.install." + part, value, remedy);
  }
}
