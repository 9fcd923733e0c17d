package dev.offshoot.state.domain;

import java.util.Locale;
import java.util.Optional;

/** The steps of an expansion in the order they are taken. */
public enum StepName {
  OBSERVE,
  PLAN,
  APPROVE,
  PROVISION,
  INSTALL,
  SYNCHRONIZE,
  VERIFY,
  PROMOTE;

  /** As users and events write it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The step with this name, if it is one. */
  public static Optional<StepName> of(String wire) {
    for (StepName step : values()) {
      if (step.wire().equals(wire)) {
        return Optional.of(step);
      }
    }
    return Optional.empty();
  }
}
