package dev.offshoot.state.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.ExpansionRequest;
import dev.offshoot.contracts.ExpansionRequested;
import dev.offshoot.state.domain.Problem;
import dev.offshoot.state.domain.ProblemCode;
import dev.offshoot.state.domain.RequestRules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes a request from a foreign producer: the same as the HTTP call, except that a refusal becomes
 * a rejected expansion, so that it can be told to whoever listens.
 */
public final class HearExpansionRequest {

  private static final Duration OLDEST = Duration.ofHours(24);
  private static final Pattern UUID_V5 =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-5.*", Pattern.CASE_INSENSITIVE);

  private final DeploymentStore deployments;
  private final ExpansionStore expansions;
  private final OpenExpansion open;
  private final InstantSource clock;

  /** With these ports. */
  public HearExpansionRequest(
      DeploymentStore deployments,
      ExpansionStore expansions,
      OpenExpansion open,
      InstantSource clock) {
    this.deployments = deployments;
    this.expansions = expansions;
    this.open = open;
    this.clock = clock;
  }

  /**
   * Hears one. The same expansion id is the same request.
   *
   * @throws IllegalStateException while the deployment is being changed: it must be given again
   */
  public void hear(EventEnvelope event) {
    String id = event.expansionId();
    if (id == null) {
      return;
    }
    Optional<StoredExpansion> known = expansions.find(id);
    if (known.isPresent()) {
      open.open(known.get());
      return;
    }
    switch (read(event)) {
      case Outcome.Done<ExpansionRequest>(ExpansionRequest request) -> insert(id, event, request);
      case Outcome.Refused<ExpansionRequest>(Problem problem) ->
          reject(id, event, unreadable(event), problem);
    }
  }

  private Outcome<ExpansionRequest> read(EventEnvelope event) {
    Outcome<ExpansionRequested> read =
        RequestReader.read(event.data().toString(), ExpansionRequested.class);
    if (read instanceof Outcome.Refused<ExpansionRequested>(Problem problem)) {
      return Outcome.refused(problem);
    }
    ExpansionRequested asked = ((Outcome.Done<ExpansionRequested>) read).value();
    ExpansionRequest request = Requests.of(asked);
    return Requests.wrongWith(request)
        .<Outcome<ExpansionRequest>>map(Outcome::refused)
        .orElseGet(() -> Outcome.done(Requests.withDefaults(request)));
  }

  private void insert(String id, EventEnvelope event, ExpansionRequest request) {
    if (isTooOld(event)) {
      reject(id, event, request, tooOld(event));
      return;
    }
    Optional<Deployment> deployment = deployments.find(request.deployment());
    if (deployment.isEmpty()) {
      reject(id, event, request, Requests.unknownDeployment(request.deployment()));
      return;
    }
    StoredExpansion fresh = fresh(id, event, request);
    switch (expansions.insert(fresh)) {
      case ExpansionStore.Inserted.Created() -> open.open(fresh);
      case ExpansionStore.Inserted.Known(StoredExpansion stored) -> open.open(stored);
      case ExpansionStore.Inserted.Busy(String holder) -> {
        if (holder.isEmpty()) {
          throw new IllegalStateException(
              "deployment " + request.deployment() + " is being changed at this moment");
        }
        reject(id, event, request, Requests.busy(request.deployment(), holder));
      }
    }
  }

  private void reject(String id, EventEnvelope event, ExpansionRequest request, Problem problem) {
    StoredExpansion refused =
        RequestExpansion.refused(fresh(id, event, request), OpenExpansion.cause(problem));
    var unused = expansions.insert(refused);
    open.open(refused);
  }

  private StoredExpansion fresh(String id, EventEnvelope event, ExpansionRequest request) {
    StoredExpansion asked =
        RequestExpansion.fresh(
            id,
            request,
            "an unknown producer (event from " + event.source() + ")",
            clock.instant());
    Opening opening =
        new Opening(request, null, asked.opening().requestedBy(), null, foreignId(event));
    return new StoredExpansion(
        id, asked.deployment(), asked.active(), asked.createdAt(), opening, asked.content());
  }

  /** Ids of Offshoot's own events are UUIDv5: a foreign event must not pass for one of them. */
  private static @Nullable String foreignId(EventEnvelope event) {
    return UUID_V5.matcher(event.id()).matches() ? null : event.id();
  }

  private boolean isTooOld(EventEnvelope event) {
    return event.time().isBefore(clock.instant().minus(OLDEST));
  }

  private static Problem tooOld(EventEnvelope event) {
    Instant time = event.time();
    return new Problem(
        ProblemCode.REQUEST_TOO_OLD,
        "The request was made at " + time + ", more than 24 hours before it was read.",
        "Publish a new request with a new expansionId.");
  }

  /** As much of an unreadable request as is needed to tell its refusal. */
  private static ExpansionRequest unreadable(EventEnvelope event) {
    JsonNode named = event.data().path("deployment");
    String name = named.isTextual() ? named.asText() : event.subject();
    return new ExpansionRequest(
        RequestRules.isName(name) ? name : "unknown", null, null, null, null, List.of(), List.of());
  }
}
