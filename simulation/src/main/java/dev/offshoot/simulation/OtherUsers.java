package dev.offshoot.simulation;

import dev.offshoot.agent.protocol.Enrolment;
import dev.offshoot.agent.protocol.Secret;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.ExpansionRequest;
import dev.offshoot.installer.app.EnrolAgents;
import dev.offshoot.simulation.fault.FaultKind;
import dev.offshoot.simulation.host.PublicKeys;
import dev.offshoot.simulation.host.SimulatedHost;
import dev.offshoot.simulation.service.Services;
import dev.offshoot.simulation.service.World;
import dev.offshoot.state.app.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Others that call beside the user: each call is a worker of its own, repeated until answered. */
final class OtherUsers {

  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final int TRIES = 600;
  private static final int THIEFS_KEY = 50;

  private final World world;
  private final Services services;
  private boolean cancelled;
  private boolean triedToCancel;

  OtherUsers(World world, Services services) {
    this.world = world;
    this.services = services;
  }

  /** Whether a cancellation was taken as done. */
  boolean cancelled() {
    return cancelled;
  }

  /** Whether a cancellation was asked for; it may count although no answer came. */
  boolean triedToCancel() {
    return triedToCancel;
  }

  void act(FaultKind kind, String expansion) {
    BooleanSupplier what =
        switch (kind) {
          case USER_CANCELS -> () -> cancel(expansion);
          case SECOND_REQUEST -> this::askAgain;
          case WRONG_APPROVAL -> () -> approveAnother(expansion);
          case FORGETS_DEPLOYMENT -> () -> forget(expansion);
          case STOLEN_TOKEN -> this::steal;
          default -> throw new IllegalArgumentException("no user does " + kind);
        };
    var unused = world.turns().start("somebody " + kind, null, () -> until(what));
  }

  private void until(BooleanSupplier done) {
    for (int tries = 0; tries < TRIES; tries++) {
      try {
        if (done.getAsBoolean()) {
          return;
        }
      } catch (RuntimeException e) {
        world.turns().say("HTTP 503: " + e.getMessage());
      }
      world.turns().sleep(RETRY);
    }
  }

  private boolean cancel(String expansion) {
    triedToCancel = true;
    Optional<Outcome<String>> answer = services.state().cancel(expansion);
    world.turns().say("cancels: " + answer);
    cancelled |= answer.isPresent() && answer.get() instanceof Outcome.Done<String>;
    return answer.isPresent();
  }

  private boolean askAgain() {
    if (services.state().expansions().active() != 1) {
      return true;
    }
    ExpansionRequest request =
        ContractJson.read(
            "{\"deployment\":\"orders\",\"add\":1,\"approval\":\"plan-only\"}",
            ExpansionRequest.class);
    var answer = services.state().ask(request, "other", "other");
    world.turns().say("asks for another expansion: " + answer.map(Object::getClass));
    return answer.isPresent();
  }

  private boolean approveAnother(String expansion) {
    Optional<Outcome<String>> answer = services.state().approve(expansion, "another digest");
    world.turns().say("approves another plan: " + answer);
    if (answer.isPresent() && answer.get() instanceof Outcome.Done<String>) {
      world.violations().add("only the plan that was shown is approved", answer.toString());
    }
    return answer.isPresent();
  }

  private boolean forget(String expansion) {
    services.state().lookAround(expansion);
    services.state().forget();
    return true;
  }

  /** Whoever has read the token of a host that has enrolled tries to be that host. */
  private boolean steal() {
    Optional<SimulatedHost> host =
        world.hosts().living().stream().filter(SimulatedHost::enrolled).findFirst();
    var desk = world.agentWorkers().desk();
    if (host.isEmpty() || desk.isEmpty()) {
      return false;
    }
    EnrolAgents.Answer answer =
        desk.get()
            .enrolAgents()
            .enrol(
                new Enrolment(
                    host.get().id(),
                    new Secret(host.get().token()),
                    PublicKeys.next(THIEFS_KEY),
                    "proof"));
    world.turns().say("enrols with the token of " + host.get().id() + ": " + answer.getClass());
    if (answer instanceof EnrolAgents.Answer.Enrolled) {
      world.violations().add("a token is for one key", host.get().id());
    }
    return true;
  }
}
