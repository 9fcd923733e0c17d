package dev.offshoot.installer.domain;

import org.jspecify.annotations.Nullable;

/**
 * What MongoDB asks of one setting of a host.
 *
 * @param code stable code of the finding when it is not met
 * @param setting the setting's name, as agents tell it
 * @param expected what it shall be
 * @param fromMajor first major version of mongod that asks for it
 * @param toMajor last one
 * @param weight how much it matters
 * @param why what happens otherwise
 * @param mendTo value that an agent sets where it may; absent for what only a person can mend
 * @param remedy how a person mends it
 */
public record SettingCheck(
    String code,
    String setting,
    Expected expected,
    int fromMajor,
    int toMajor,
    Weight weight,
    String why,
    @Nullable String mendTo,
    String remedy) {

  /** How much a finding matters. */
  public enum Weight {
    /** mongod does not run without it. */
    NEEDED,
    /** It runs, and suffers under load; refused where the deployment enforces. */
    EXPECTED,
    /** Good to have. */
    ADVISED
  }

  boolean appliesTo(int major) {
    return major >= fromMajor && major <= toMajor;
  }
}
