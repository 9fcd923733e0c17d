package dev.offshoot.provisioner.app;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.LeftoversFound;
import dev.offshoot.stage.app.EventBroker;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Says what is left at the providers: at first, when it changed, and once an hour. The latest one
 * per service wins, so repeating is harmless.
 */
public final class AnnounceLeftovers {

  private static final Duration AT_LEAST_EVERY = Duration.ofHours(1);

  private final FindLeftovers finder;
  private final EventBroker broker;
  private @Nullable LeftoversFound last;

  /** What this one finds. */
  public AnnounceLeftovers(FindLeftovers finder, EventBroker broker) {
    this.finder = finder;
    this.broker = broker;
  }

  /**
   * What a look came to.
   *
   * @param found everything that is left
   * @param changed whether it is other than at the look before
   */
  public record Look(LeftoversFound found, boolean changed) {}

  /**
   * Looks, and announces if there is a reason to.
   *
   * @throws dev.offshoot.stage.app.StoreUnavailable when it must be tried again
   * @throws dev.offshoot.stage.app.BrokerUnavailable when it must be tried again
   */
  public Look announce(Instant now) {
    LeftoversFound found = finder.find(now);
    LeftoversFound before = last;
    boolean changed =
        before == null
            || !before.leftovers().equals(found.leftovers())
            || !before.unseen().equals(found.unseen());
    if (before == null || changed || !now.isBefore(before.lookedAt().plus(AT_LEAST_EVERY))) {
      broker.publish(envelope(found));
      last = found;
    }
    return new Look(found, changed);
  }

  private static EventEnvelope envelope(LeftoversFound found) {
    String name = found.service() + "/leftovers/" + found.lookedAt();
    return new EventEnvelope(
        UuidCreator.getNameBasedSha1(UuidCreator.getNil(), name).toString(),
        EventType.LEFTOVERS_FOUND,
        "/offshoot/" + found.service(),
        found.service(),
        found.lookedAt(),
        null,
        null,
        ContractJson.tree(found));
  }
}
