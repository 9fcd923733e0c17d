package dev.offshoot.provisioner.adapter.dns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.provisioner.app.DnsHook;
import dev.offshoot.provisioner.domain.DnsChange;
import dev.offshoot.stage.adapter.command.ExternalCommand;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The user's command: the change as JSON on standard input, 0 when it is so. It is asked for the
 * same change again and again while a host comes up or ends, so the same change within {@link
 * #AGAIN} gets the same answer without the command.
 */
public final class DnsCommand implements DnsHook {

  private static final Duration AGAIN = Duration.ofSeconds(10);

  private final ExternalCommand command;
  private final InstantSource clock;
  private final ConcurrentMap<DnsChange, Told> told = new ConcurrentHashMap<>();

  /** These words, the program first. */
  public DnsCommand(List<String> words, InstantSource clock) {
    this.command = new ExternalCommand(words, Map.of(), DEADLINE);
    this.clock = clock;
  }

  private record Told(Outcome outcome, Instant at) {}

  @Override
  public Outcome change(DnsChange change) {
    Instant now = clock.instant();
    told.values().removeIf(old -> old.at().plus(AGAIN).isBefore(now));
    Told before = told.get(change);
    if (before != null) {
      return before.outcome();
    }
    Outcome outcome =
        switch (command.run(request(change))) {
          case ExternalCommand.Result.Answered _ -> new Outcome.Done();
          case ExternalCommand.Result.Failed(String reason) -> new Outcome.Failed(reason);
        };
    told.put(change, new Told(outcome, clock.instant()));
    return outcome;
  }

  private static String request(DnsChange change) {
    ObjectNode request = ContractJson.LENIENT.createObjectNode();
    request.put("action", change.action().name().toLowerCase(Locale.ROOT));
    request.put("name", change.name());
    if (change.ip() != null) {
      request.put("address", change.ip());
    }
    request.put("hostId", change.hostId()).put("reference", change.reference());
    return ContractJson.text(request) + "\n";
  }
}
