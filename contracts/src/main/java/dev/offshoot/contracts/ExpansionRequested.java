package dev.offshoot.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody asks for an expansion; the same as POST /expansions, and open to foreign producers.
 *
 * @param expansionId UUID of the expansion
 * @param deployment name of the registered deployment
 * @param add number of members to add; 1 when absent
 * @param approval required (default), automatic or plan-only
 * @param host wishes for the hosts
 * @param member wishes for the members
 * @param seeding seeding methods in order
 * @param accept refusals accepted by name
 */
public record ExpansionRequested(
    String expansionId,
    String deployment,
    @Nullable Integer add,
    @Nullable String approval,
    @Nullable RequestedHost host,
    @Nullable RequestedMember member,
    List<String> seeding,
    List<String> accept) {

  /** Copies the collections; a missing one reads as empty. */
  public ExpansionRequested {
    seeding = Ordered.list(seeding);
    accept = Ordered.list(accept);
  }
}
