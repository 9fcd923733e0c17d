package dev.offshoot.agent.protocol;

import java.util.List;

/**
 * What an agent found when it tested whether new members are reached; the latest counts.
 *
 * @param id the order's
 * @param findings one for each address of the order
 */
public record ReachReport(String id, List<Finding> findings) {

  /** Copies the findings; absent ones read as none. */
  public ReachReport {
    findings = findings == null ? List.of() : List.copyOf(findings);
  }

  /**
   * One address.
   *
   * @param address HOST:PORT that was tested
   * @param reached whether name, port, TLS and key were all in order
   * @param detail what was not; empty when all was
   */
  public record Finding(String address, boolean reached, String detail) {}

  /** Whether every address was reached. */
  public boolean allReached() {
    return findings.stream().allMatch(Finding::reached);
  }
}
