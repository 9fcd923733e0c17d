package dev.offshoot.planner.domain.requested;

import dev.offshoot.planner.domain.Ordered;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Wishes for the member; what is absent gets a default.
 *
 * @param votes 0 or 1
 * @param priority priority the member ends with
 * @param hidden whether the member stays hidden
 * @param tags replica set tags the member ends with
 */
public record RequestedMember(
    @Nullable Integer votes,
    @Nullable Double priority,
    @Nullable Boolean hidden,
    Map<String, String> tags) {

  /** Copies the collections; a missing one reads as empty. */
  public RequestedMember {
    tags = Ordered.map(tags);
  }
}
