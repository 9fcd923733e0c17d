package dev.offshoot.mongoadmin.domain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * featureCompatibilityVersion of a member.
 *
 * @param version such as 6.0
 * @param target where a running change goes; null when none runs
 */
public record CompatibilityVersion(String version, @Nullable String target) {

  /** Where a running change goes. */
  public Optional<String> changingTo() {
    return Optional.ofNullable(target);
  }
}
