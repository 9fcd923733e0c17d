package dev.offshoot.planner.domain.observed;

import dev.offshoot.planner.domain.Ordered;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the three users, and what it lacks.
 *
 * @param purpose observe, change or prove
 * @param secret name of its secret
 * @param authenticated whether it could log in
 * @param missing actions it lacks, as action on resource
 */
public record ObservedUser(
    String purpose, @Nullable String secret, boolean authenticated, List<String> missing) {

  /** Copies the collections; a missing one reads as empty. */
  public ObservedUser {
    missing = Ordered.list(missing);
  }
}
