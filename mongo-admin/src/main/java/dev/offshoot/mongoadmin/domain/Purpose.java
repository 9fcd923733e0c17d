package dev.offshoot.mongoadmin.domain;

import java.util.Locale;

/** What one of the three users is for. */
public enum Purpose {
  OBSERVE,
  CHANGE,
  PROVE;

  /** Lower case, as events and scripts say it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
