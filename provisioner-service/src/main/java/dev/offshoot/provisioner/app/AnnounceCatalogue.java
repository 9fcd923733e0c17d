package dev.offshoot.provisioner.app;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.offshoot.contracts.CatalogueAnnounced;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.OfferedProvider;
import dev.offshoot.contracts.OfferedShape;
import dev.offshoot.stage.app.EventBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says what the providers can make: at first, when it changed by more than a twentieth, and once an
 * hour. The latest one per service wins, so repeating is harmless.
 */
public final class AnnounceCatalogue {

  private static final Duration AT_LEAST_EVERY = Duration.ofHours(1);
  private static final double WORTH_SAYING = 0.05;

  private final HostProviders providers;
  private final EventBroker broker;
  private @Nullable CatalogueAnnounced last;

  /** Of these providers. */
  public AnnounceCatalogue(HostProviders providers, EventBroker broker) {
    this.providers = providers;
    this.broker = broker;
  }

  /**
   * Looks, and announces if there is a reason to.
   *
   * @return whether it was announced
   * @throws dev.offshoot.stage.app.BrokerUnavailable when it must be tried again
   */
  public boolean announce(Instant now) {
    List<OfferedProvider> offers = providers.all().stream().map(HostProvider::offer).toList();
    CatalogueAnnounced before = last;
    if (before != null
        && now.isBefore(before.announcedAt().plus(AT_LEAST_EVERY))
        && alike(before.providers(), offers)) {
      return false;
    }
    CatalogueAnnounced next =
        new CatalogueAnnounced(ProvisionerStage.NAME, now, offers, List.of(), null);
    broker.publish(envelope(next));
    last = next;
    return true;
  }

  private static EventEnvelope envelope(CatalogueAnnounced catalogue) {
    String name = catalogue.service() + "/" + catalogue.announcedAt();
    return new EventEnvelope(
        UuidCreator.getNameBasedSha1(UuidCreator.getNil(), name).toString(),
        EventType.CATALOGUE_ANNOUNCED,
        "/offshoot/" + catalogue.service(),
        catalogue.service(),
        catalogue.announcedAt(),
        null,
        null,
        ContractJson.tree(catalogue));
  }

  private static boolean alike(List<OfferedProvider> before, List<OfferedProvider> now) {
    if (before.size() != now.size()) {
      return false;
    }
    for (int i = 0; i < now.size(); i++) {
      OfferedProvider was = before.get(i);
      OfferedProvider is = now.get(i);
      boolean same =
          was.name().equals(is.name())
              && was.hostNames().equals(is.hostNames())
              && was.sites().equals(is.sites())
              && was.shapes().size() == is.shapes().size();
      if (!same || !alikeShapes(was.shapes(), is.shapes())) {
        return false;
      }
    }
    return true;
  }

  private static boolean alikeShapes(List<OfferedShape> before, List<OfferedShape> now) {
    for (int i = 0; i < now.size(); i++) {
      OfferedShape was = before.get(i);
      OfferedShape is = now.get(i);
      double moved = Math.abs((double) is.diskBytes() - was.diskBytes());
      boolean fixed =
          was.name().equals(is.name())
              && was.cpus() == is.cpus()
              && was.memoryBytes() == is.memoryBytes()
              && Objects.equals(was.machine(), is.machine())
              && Objects.equals(was.volume(), is.volume())
              && Objects.equals(was.price(), is.price());
      if (!fixed || moved > WORTH_SAYING * Math.max(1, was.diskBytes())) {
        return false;
      }
    }
    return true;
  }
}
