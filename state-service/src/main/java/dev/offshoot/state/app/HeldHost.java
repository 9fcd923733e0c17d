package dev.offshoot.state.app;

import dev.offshoot.contracts.ClaimedHost;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A host Offshoot holds.
 *
 * @param id the host request's id
 * @param provider who made it
 * @param site where it stands
 * @param address HOST:PORT of its member
 * @param providerReference the provider's own name of it
 * @param expansion the expansion it was made for
 * @param deployment the deployment
 * @param carries the member it carries; absent when it carries none
 * @param since when it was made
 * @param claimed the machine it is, when a person brought it; absent for a host that was made
 * @param removal how far its latest removal is; absent when nobody asked for one
 */
public record HeldHost(
    String id,
    String provider,
    @Nullable String site,
    String address,
    String providerReference,
    String expansion,
    String deployment,
    @Nullable CarriedMember carries,
    Instant since,
    @Nullable ClaimedHost claimed,
    @Nullable HostRemoval removal)
    implements ListedHost {

  /** The same while it is removed. */
  public HeldHost beingRemoved(HostRemoval how) {
    return new HeldHost(
        id,
        provider,
        site,
        address,
        providerReference,
        expansion,
        deployment,
        carries,
        since,
        claimed,
        how);
  }

  /**
   * A member in the set's configuration.
   *
   * @param memberId _id
   * @param address HOST:PORT
   */
  public record CarriedMember(int memberId, String address) {}
}
