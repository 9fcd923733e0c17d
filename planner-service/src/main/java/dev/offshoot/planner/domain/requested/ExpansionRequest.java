package dev.offshoot.planner.domain.requested;

import dev.offshoot.planner.domain.Ordered;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of POST /expansions. Read strictly: an unknown field is refused.
 *
 * @param deployment name of the registered deployment
 * @param add number of members to add; 1 when absent
 * @param approval required (default), automatic or plan-only
 * @param host wishes for the hosts
 * @param member wishes for the members
 * @param seeding seeding methods in order; initial-sync when empty
 * @param accept refusals accepted by name, CODE or CODE:member
 */
public record ExpansionRequest(
    String deployment,
    @Nullable Integer add,
    @Nullable String approval,
    @Nullable RequestedHost host,
    @Nullable RequestedMember member,
    List<String> seeding,
    List<String> accept) {

  /** Copies the collections; a missing one reads as empty. */
  public ExpansionRequest {
    seeding = Ordered.list(seeding);
    accept = Ordered.list(accept);
  }
}
