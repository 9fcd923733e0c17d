package dev.offshoot.provisioner.app;

import dev.offshoot.contracts.Leftover;
import dev.offshoot.contracts.LeftoversFound;
import dev.offshoot.contracts.UnseenProvider;
import dev.offshoot.provisioner.domain.leftover.Holding;
import dev.offshoot.provisioner.domain.leftover.JournaledHost;
import dev.offshoot.provisioner.domain.leftover.LeftoverDecision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares what every provider holds for this installation with what the journals say. It reports
 * and removes nothing: whether a set's configuration names a host, and whether its agent has data,
 * is not known here.
 */
public final class FindLeftovers {

  private final List<Holdings> providers;
  private final HostLedger ledger;

  /** Of these providers, by these journals. */
  public FindLeftovers(HostProviders providers, AllJournals journals) {
    this.providers = providers.all().stream().map(Holdings::of).toList();
    this.ledger = new HostLedger(journals);
  }

  /**
   * Looks at everything. The journals are read last: what a provider shows was asked for before.
   *
   * @throws dev.offshoot.stage.app.StoreUnavailable when the journals cannot be read
   */
  public LeftoversFound find(Instant now) {
    Map<String, List<Holding>> held = new LinkedHashMap<>();
    List<UnseenProvider> unseen = new ArrayList<>();
    for (Holdings provider : providers) {
      try {
        held.put(provider.name(), provider.holdings());
      } catch (RuntimeException e) {
        unseen.add(new UnseenProvider(provider.name(), String.valueOf(e.getMessage())));
      }
    }
    Map<String, JournaledHost> journaled = ledger.read();
    List<Leftover> leftovers = new ArrayList<>();
    held.forEach(
        (provider, holdings) ->
            holdings.forEach(
                one -> left(provider, one, holdings, journaled).ifPresent(leftovers::add)));
    return new LeftoversFound(ProvisionerStage.NAME, now, leftovers, unseen);
  }

  private static Optional<Leftover> left(
      String provider, Holding one, List<Holding> all, Map<String, JournaledHost> journaled) {
    JournaledHost known = journaled.get(one.host());
    boolean runs =
        all.stream().anyMatch(o -> o.kind() == Holding.Kind.HOST && o.host().equals(one.host()));
    return switch (LeftoverDecision.of(one, Optional.ofNullable(known), runs)) {
      case LeftoverDecision.Needed() -> Optional.empty();
      case LeftoverDecision.Left(LeftoverDecision.Standing standing, String detail) ->
          Optional.of(
              new Leftover(
                  provider,
                  one.kind().name(),
                  one.reference(),
                  orAbsent(one.host()),
                  orAbsent(one.address()),
                  one.state(),
                  standing.name(),
                  known == null ? null : known.expansionId(),
                  detail));
    };
  }

  private static @Nullable String orAbsent(String text) {
    return text.isEmpty() ? null : text;
  }
}
