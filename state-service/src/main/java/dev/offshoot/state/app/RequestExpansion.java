package dev.offshoot.state.app;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.ExpansionRequest;
import dev.offshoot.state.domain.Happening;
import dev.offshoot.state.domain.Problem;
import dev.offshoot.state.domain.ProblemCode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes a request over HTTP: whoever inserts the active expansion of a deployment holds it. The
 * journal is opened afterwards, and again until that is known to have happened.
 */
public final class RequestExpansion {

  private static final UUID NAMESPACE = UUID.fromString("5b0f2f0a-6b0c-5f7e-9d3c-0f5b3c1e7a11");

  private final DeploymentStore deployments;
  private final ExpansionStore expansions;
  private final OpenExpansion open;
  private final Ids ids;
  private final InstantSource clock;

  /** With these ports. */
  public RequestExpansion(
      DeploymentStore deployments,
      ExpansionStore expansions,
      OpenExpansion open,
      Ids ids,
      InstantSource clock) {
    this.deployments = deployments;
    this.expansions = expansions;
    this.open = open;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Asks for an expansion.
   *
   * @param asked the body
   * @param caller who asks
   * @param key the caller's idempotency key, if any
   */
  public Outcome<StoredExpansion> ask(ExpansionRequest asked, String caller, @Nullable String key) {
    Optional<Problem> wrong = Requests.wrongWith(asked);
    if (wrong.isPresent()) {
      return Outcome.refused(wrong.get());
    }
    ExpansionRequest request = Requests.withDefaults(asked);
    String id = key == null ? ids.next() : id(caller, key);
    if (key != null) {
      Optional<StoredExpansion> known = expansions.find(id);
      if (known.isPresent()) {
        return again(known.get(), request);
      }
    }
    Optional<Deployment> deployment = deployments.find(request.deployment());
    if (deployment.isEmpty()) {
      return Outcome.refused(Requests.unknownDeployment(request.deployment()));
    }
    if (Requests.isAutomatic(request) && !deployment.get().reference().automaticApproval()) {
      return Outcome.refused(
          ProblemCode.AUTOMATIC_APPROVAL_NOT_ALLOWED,
          "Deployment " + request.deployment() + " does not allow automatic approval.",
          "Ask with approval \"required\", or register the deployment with automaticApproval.");
    }
    return insert(fresh(id, request, caller, clock.instant()));
  }

  private Outcome<StoredExpansion> insert(StoredExpansion fresh) {
    return switch (expansions.insert(fresh)) {
      case ExpansionStore.Inserted.Created() -> {
        open.open(fresh);
        yield Outcome.done(fresh);
      }
      case ExpansionStore.Inserted.Known(StoredExpansion stored) ->
          again(stored, fresh.opening().request());
      case ExpansionStore.Inserted.Busy(String holder) ->
          Outcome.refused(Requests.busy(fresh.deployment(), holder));
    };
  }

  private Outcome<StoredExpansion> again(StoredExpansion known, ExpansionRequest request) {
    if (!ContractJson.text(known.opening().request()).equals(ContractJson.text(request))) {
      return Outcome.refused(
          ProblemCode.IDEMPOTENCY_KEY_REUSED,
          "This Idempotency-Key belongs to expansion " + known.id() + ", with another body.",
          "Use a new key for a new request, or send the same body.");
    }
    if (known.active()) {
      open.open(known);
    }
    return Outcome.done(known);
  }

  static StoredExpansion fresh(String id, ExpansionRequest request, String caller, Instant now) {
    return new StoredExpansion(
        id,
        request.deployment(),
        true,
        now,
        new Opening(request, null, caller, null, null),
        new StoredExpansion.Content(
            Projection.ofRequest(Happening.of(Happening.Kind.REQUESTED, now)), Telemetry.NONE));
  }

  /** One that is refused at the door: it never holds the deployment. */
  static StoredExpansion refused(StoredExpansion fresh, Cause why) {
    Opening opening =
        new Opening(
            fresh.opening().request(),
            null,
            fresh.opening().requestedBy(),
            why,
            fresh.opening().eventId());
    Happening refused = Happening.of(Happening.Kind.REFUSED, fresh.createdAt(), why);
    return new StoredExpansion(
        fresh.id(),
        fresh.deployment(),
        false,
        fresh.createdAt(),
        opening,
        new StoredExpansion.Content(Projection.ofRequest(refused), Telemetry.NONE));
  }

  private static String id(String caller, String key) {
    return UuidCreator.getNameBasedSha1(NAMESPACE, caller + "\n" + key).toString();
  }
}
