package dev.offshoot.state.app;

import dev.offshoot.access.domain.ApiToken;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.HostOffered;
import dev.offshoot.state.domain.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes a person's machine into the pool: gives it an id and a one-time token, which is answered
 * once and kept nowhere; its SHA-256 is published, so that the machine's agent may enrol.
 */
public final class OfferHost {

  private static final Pattern ADDRESS =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9][A-Za-z0-9._-]{0,252}):([0-9]{1,5})");
  private static final Pattern SITE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
  private static final int LAST_PORT = 65_535;
  private static final Duration TOKEN_LIFE = Duration.ofHours(24);

  private final Spares spares;
  private final ExpansionJournal journals;
  private final AuditTrail audit;
  private final Ids ids;
  private final InstantSource clock;

  /** With these ports. */
  public OfferHost(
      Spares spares, ExpansionJournal journals, AuditTrail audit, Ids ids, InstantSource clock) {
    this.spares = spares;
    this.journals = journals;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * What the machine joins with.
   *
   * @param id its id
   * @param address HOST:PORT a member on it will have
   * @param token one-time token; nobody can be asked for it again
   * @param expiresAt when the token ends
   */
  public record Offer(String id, String address, String token, Instant expiresAt) {
    @Override
    public String toString() {
      return "Offer[" + id + "]";
    }
  }

  /** Takes it; the same machine offered twice is two offers, and joins with one of them. */
  public Outcome<Offer> offer(HostBody body, String caller) {
    String address = body.address();
    if (address == null || !isAddress(address)) {
      return Outcome.refused(
          ProblemCode.INVALID_REQUEST,
          "The address is " + address + ", which is not HOST:PORT.",
          "Give the name and port by which members will reach a member on this machine.");
    }
    String site = body.site();
    if (site != null && !SITE.matcher(site).matches()) {
      return Outcome.refused(
          ProblemCode.INVALID_REQUEST,
          "The site is " + site + ".",
          "Use letters, digits, points, dashes and underscores.");
    }
    return Outcome.done(taken(address, body, caller));
  }

  private Offer taken(String address, HostBody body, String caller) {
    Instant now = clock.instant();
    // Two random UUIDs are 244 random bits.
    String token = (ids.next() + ids.next()).replace("-", "");
    Offer offer = new Offer(ids.next(), address, token, now.plus(TOKEN_LIFE));
    spares.offered(
        new SpareHost(
            offer.id(),
            "pool",
            body.site(),
            address,
            SpareHost.State.OFFERED,
            null,
            now,
            offer.expiresAt(),
            null,
            null));
    audit.append(List.of(entry(offer, now, caller)));
    HostOffered offered =
        new HostOffered(
            offer.id(), address, body.site(), ApiToken.hash(token), offer.expiresAt(), caller);
    var unused = journals.record(offer.id(), OwnEvents.hostOffer(offered, now));
    return offer;
  }

  private static AuditEntry entry(Offer offer, Instant now, String caller) {
    return new AuditEntry(
        offer.id() + "/offered",
        now,
        caller,
        AuditEntry.Action.HOST_OFFERED,
        new AuditEntry.Subject("", null),
        ContractJson.LENIENT
            .createObjectNode()
            .put("host", offer.id())
            .put("address", offer.address()));
  }

  private static boolean isAddress(String text) {
    var matcher = ADDRESS.matcher(text);
    if (!matcher.matches()) {
      return false;
    }
    int port = Integer.parseInt(matcher.group(2));
    return port > 0 && port <= LAST_PORT;
  }
}
