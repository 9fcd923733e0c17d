package dev.offshoot.provisioner.app;

import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.ClaimedHost;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ProvisionedHost;
import dev.offshoot.contracts.ResourceProvisioned;
import dev.offshoot.provisioner.domain.HostRequest;
import dev.offshoot.provisioner.domain.HostWork;
import dev.offshoot.provisioner.domain.MachineClaim;
import dev.offshoot.provisioner.domain.ProvisionState;
import dev.offshoot.provisioner.domain.Requested;
import dev.offshoot.stage.app.Fact;
import dev.offshoot.stage.app.StageContext;
import dev.offshoot.stage.app.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Going forward: asks for one host a step, each intent stored before its call, and publishes
 * ResourceProvisioned once all are there.
 */
final class ProvisionHosts {

  private final HostProviders providers;
  private final EnrolmentTokens tokens;
  private final HostRequests requests;
  private final Progress progress;
  private final Limits limits;

  ProvisionHosts(
      HostProviders providers,
      EnrolmentTokens tokens,
      HostRequests requests,
      Progress progress,
      Limits limits) {
    this.providers = providers;
    this.tokens = tokens;
    this.requests = requests;
    this.progress = progress;
    this.limits = limits;
  }

  Step step(StageContext context) {
    Optional<HostStart> start = HostStart.of(context.journal());
    if (start.isEmpty() || context.journal().hasSaid(EventType.RESOURCE_PROVISIONED)) {
      return Step.idle();
    }
    boolean first = context.journal().state() == null;
    ProvisionState state =
        context.state(
            ProvisionState.class, () -> start.get().state(context.now(), limits.tokenLife()));
    if (first && start.get().expired(context.now())) {
      return Step.failed(state, expired(start.get()));
    }
    return state
        .nextToMake()
        .map(host -> make(context, state, host))
        .orElseGet(() -> provisioned(start.get(), state));
  }

  private Step make(StageContext context, ProvisionState state, HostWork host) {
    Optional<HostProvider> provider = providers.named(host.provider());
    if (provider.isEmpty()) {
      return Step.failed(state, unknownProvider(host));
    }
    if (host.boot().agentAuthorities().isBlank()) {
      return Step.failed(state, authoritiesMissing(host));
    }
    Optional<HostRequest> request = requests.of(host);
    if (request.isEmpty()) {
      return Step.failed(state, keyMissing(host));
    }
    ProvisionState intended = state.intended(host);
    context.intend(intended, HostProvider.DEADLINE);
    progress.say(
        context.journal().expansionId(),
        context.journal().deployment(),
        "making host %s (%s) for %s".formatted(host.id(), host.shape().name(), host.address()));
    return settle(context, intended, host, provider.get().request(request.get()));
  }

  private Step settle(StageContext context, ProvisionState state, HostWork host, Requested answer) {
    return switch (answer) {
      case Requested.Made made -> Step.done(state.made(host, made.host()));
      case Requested.Refused(String code, String detail, String remedy) ->
          Step.failed(state.refused(host), new Cause("provision", code, detail, remedy));
      case Requested.NotYet reason -> notYet(context, state.nextTurn(), host, reason);
    };
  }

  /** Every host gets its turn before anybody waits. */
  private Step notYet(
      StageContext context, ProvisionState state, HostWork host, Requested.NotYet answer) {
    if (state.turn() != 0) {
      return Step.done(state);
    }
    ProvisionState looked = state.looked(context.now());
    if (looked.waited().exceeds(limits.givesUpAfter())) {
      return Step.failed(looked, unavailable(host, answer));
    }
    return Step.waiting(looked, answer.reason(), looked.pause());
  }

  private Step provisioned(HostStart start, ProvisionState state) {
    List<ProvisionedHost> hosts = new ArrayList<>();
    for (HostWork host : state.hosts()) {
      Optional<String> token = tokens.token(host);
      if (token.isEmpty()) {
        return Step.failed(state, keyMissing(host));
      }
      hosts.add(published(host, token.get()));
    }
    return Step.done(
        state,
        new Fact(
            EventType.RESOURCE_PROVISIONED,
            new ResourceProvisioned(
                start.created().expansionId(),
                start.created().deployment(),
                start.created().request(),
                start.created().plan(),
                hosts)));
  }

  private static ProvisionedHost published(HostWork host, String token) {
    String reference = host.reference();
    return new ProvisionedHost(
        host.id(),
        host.memberId(),
        host.provider(),
        host.site(),
        host.address(),
        reference == null ? host.id() : reference,
        EnrolmentTokens.hash(token),
        host.boot().tokenExpiresAt(),
        claimed(host.claim()));
  }

  private static @Nullable ClaimedHost claimed(@Nullable MachineClaim claim) {
    return claim == null ? null : new ClaimedHost(claim.machine(), claim.number());
  }

  private static Cause expired(HostStart start) {
    return new Cause(
        "provision",
        "PLAN_EXPIRED",
        "plan " + start.plan().id() + " expired at " + start.plan().expiresAt(),
        "Plan again: the set may have changed since.");
  }

  private Cause unknownProvider(HostWork host) {
    return new Cause(
        "provision",
        "UNKNOWN_PROVIDER",
        "host " + host.id() + " is to be made by " + host.provider() + ", which is not set up here",
        "Use one of: " + providers.names() + ".");
  }

  private static Cause keyMissing(HostWork host) {
    return new Cause(
        "provision",
        "ENROLMENT_KEY_MISSING",
        "host " + host.id() + " cannot get a token: there is no secret " + EnrolmentTokens.KEY,
        "Put a random value of 32 bytes or more into it (`offshoot secret set "
            + EnrolmentTokens.KEY
            + "`), then ask again.");
  }

  private static Cause authoritiesMissing(HostWork host) {
    return new Cause(
        "provision",
        "PLAN_OUTDATED",
        "the plan names no CA by which host " + host.id() + " would know installer-service",
        "Plan again: the plan was made by an older version.");
  }

  private Cause unavailable(HostWork host, Requested.NotYet last) {
    return new Cause(
        "provision",
        last.code(),
        "provider "
            + host.provider()
            + " did not make host "
            + host.id()
            + " within "
            + limits.givesUpAfter().toSeconds()
            + " s: "
            + last.reason(),
        last.remedy());
  }
}
