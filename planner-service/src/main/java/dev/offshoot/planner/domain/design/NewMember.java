package dev.offshoot.planner.domain.design;

import dev.offshoot.planner.domain.offered.OfferedShape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A member to add, as wanted at the end.
 *
 * @param memberId _id, above every one in the configuration
 * @param hostRequestId UUID, derived from expansion and position
 * @param address HOST:PORT; null where none could be chosen
 * @param votes votes
 * @param priority priority
 * @param hidden hidden
 * @param tags tags
 * @param horizons HOST:PORT by the name of the split horizon, in the names' order
 * @param site where its host stands, when known
 * @param machine the machine of the pool it takes; null where a host is made, or no machine is left
 */
public record NewMember(
    int memberId,
    String hostRequestId,
    @Nullable String address,
    int votes,
    double priority,
    boolean hidden,
    Map<String, String> tags,
    Map<String, String> horizons,
    @Nullable String site,
    @Nullable OfferedShape machine) {

  /** Copies tags and horizons, in their order. */
  public NewMember {
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    horizons = Collections.unmodifiableMap(new LinkedHashMap<>(horizons));
  }

  /** HOST:PORT, or a placeholder where none could be chosen; such a draft is always refused. */
  public String addressText() {
    return address == null ? "HOST:PORT" : address;
  }

  /** Whether anything is left to change after proof and vote. */
  public boolean changesAtTheEnd() {
    return !hidden || priority > 0 || !tags.isEmpty();
  }
}
