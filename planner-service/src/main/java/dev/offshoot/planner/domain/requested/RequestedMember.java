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
 * @param horizons HOST:PORT by the name of the split horizon; as many as the other members have
 */
public record RequestedMember(
    @Nullable Integer votes,
    @Nullable Double priority,
    @Nullable Boolean hidden,
    Map<String, String> tags,
    Map<String, String> horizons) {

  /** Copies the collections; a missing one reads as empty. */
  public RequestedMember {
    tags = Ordered.map(tags);
    horizons = Ordered.map(horizons);
  }
}
