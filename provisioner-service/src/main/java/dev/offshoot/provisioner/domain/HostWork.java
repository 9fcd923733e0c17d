package dev.offshoot.provisioner.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One host of an expansion: every parameter of its create call, and how far it is. Stored before
 * the call, so that whoever comes after repeats exactly this call.
 *
 * @param id host request id
 * @param memberId _id of the planned member
 * @param provider who makes it
 * @param shape which size
 * @param site where
 * @param address HOST:PORT
 * @param boot what it boots with; the token is recomputed from id and attempt
 * @param status how far it is
 * @param reference the provider's own name of it, once made
 * @param claim the machine it is, once claimed; absent for a host that is made
 * @param placement in which zones, and with what disk
 */
public record HostWork(
    String id,
    int memberId,
    String provider,
    HostShape shape,
    @Nullable String site,
    String address,
    Boot boot,
    Status status,
    @Nullable String reference,
    @Nullable MachineClaim claim,
    Placement placement) {

  /** What an older version kept says nothing of its placement. */
  public HostWork {
    placement = placement == null ? Placement.ANY : placement;
  }

  /**
   * What a host boots with.
   *
   * @param agentUrl base address of installer-service
   * @param agentSha256 checksum of the agent image
   * @param agentAuthorities CA certificates by which the host knows installer-service, PEM
   * @param attempt counts the tokens of this request
   * @param tokenExpiresAt when the token ends
   */
  public record Boot(
      String agentUrl,
      String agentSha256,
      String agentAuthorities,
      int attempt,
      Instant tokenExpiresAt) {}

  /** How far a host is. */
  public enum Status {
    /** Not asked for: no create call can be open. */
    PLANNED,
    /** A create call may have been made. */
    INTENDED,
    /** The only create call that was ever made was refused: none can be open. */
    REFUSED,
    /** The provider said that it is there. */
    MADE,
    /** The provider said that it ended by itself, for good. */
    LOST,
    /** On the way back an open create call was repeated, so that none can be open any more. */
    REPEATED,
    /** The provider said that nothing is left. */
    GONE
  }

  /** Whether the provider may hold something of it. */
  public boolean mayExist() {
    return switch (status) {
      case INTENDED, REFUSED, MADE, LOST, REPEATED -> true;
      case PLANNED, GONE -> false;
    };
  }

  /** Whether a create call may have been made whose outcome nobody knows. */
  public boolean mayHaveOpenCall() {
    return status == Status.INTENDED;
  }

  HostWork with(Status next, @Nullable String named) {
    return new HostWork(
        id, memberId, provider, shape, site, address, boot, next, named, claim, placement);
  }

  HostWork made(Host host) {
    return new HostWork(
        id,
        memberId,
        provider,
        shape,
        site,
        address,
        boot,
        Status.MADE,
        host.reference(),
        host.claim(),
        placement);
  }
}
