package dev.offshoot.simulation.planted;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.BinariesRemoved;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.HostRemovalRequested;
import dev.offshoot.contracts.MemberRemoved;
import dev.offshoot.contracts.PlanCreated;
import dev.offshoot.simulation.host.SimulatedHost;
import dev.offshoot.simulation.service.World;
import dev.offshoot.stage.app.Fact;
import dev.offshoot.stage.app.Stage;
import dev.offshoot.stage.app.StageContext;
import dev.offshoot.stage.app.Step;
import dev.offshoot.stage.domain.Direction;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.stage.domain.ReceivedEvent;
import dev.offshoot.stage.domain.StepOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Defects of whole stages. */
final class StageDefects {

  private StageDefects() {}

  /** A step in place of the stage's, if there is one. */
  @FunctionalInterface
  private interface Instead {
    Optional<Step> step(Stage real, StageContext context);
  }

  private static Planted in(String service, Instead instead) {
    return new Planted() {
      @Override
      public Stage stage(String name, Stage real) {
        return name.equals(service) ? new WrongStage(real, instead) : real;
      }
    };
  }

  private record WrongStage(Stage real, Instead instead) implements Stage {

    @Override
    public String name() {
      return real.name();
    }

    @Override
    public Step step(StageContext context) {
      return instead.step(real, context).orElseGet(() -> real.step(context));
    }

    @Override
    public boolean keepsLateFacts() {
      return real.keepsLateFacts();
    }
  }

  static Planted removalNotChecked(World world) {
    return in(
        "replication-monitor",
        (real, context) -> {
          Journal journal = context.journal();
          boolean asked =
              journal.direction() == Direction.BACK && !journal.hasSaid(EventType.MEMBER_REMOVED);
          if (!asked) {
            return Optional.empty();
          }
          MemberRemoved removed =
              new MemberRemoved(
                  journal.expansionId(),
                  deployment(journal),
                  List.of(),
                  world.set().newest().version(),
                  world.set().newest().term());
          return Optional.of(
              new Step(
                  new StepOutcome.Done(),
                  null,
                  List.of(new Fact(EventType.MEMBER_REMOVED, removed))));
        });
  }

  private static DeploymentReference deployment(Journal journal) {
    for (ReceivedEvent event : journal.events().received()) {
      JsonNode deployment = ContractJson.read(event.json(), JsonNode.class).path("deployment");
      if (deployment.isObject()) {
        return ContractJson.read(deployment, DeploymentReference.class);
      }
    }
    throw new IllegalStateException("nobody named the deployment");
  }

  static Planted hostReleasedEarly(World world) {
    return in(
        "provisioner-service",
        (real, context) -> {
          if (context.journal().direction() == Direction.BACK) {
            for (SimulatedHost host : world.hosts().living()) {
              world.hosts().remove(host);
            }
          }
          return Optional.empty();
        });
  }

  static Planted agentNotAsked(World world) {
    return in(
        "installer-service",
        (real, context) -> {
          Journal journal = context.journal();
          Optional<ReceivedEvent> asked = journal.first(EventType.HOST_REMOVAL_REQUESTED);
          if (asked.isEmpty() || journal.hasSaid(EventType.BINARIES_REMOVED)) {
            return Optional.empty();
          }
          HostRemovalRequested removal =
              ContractJson.read(asked.get().json(), HostRemovalRequested.class);
          BinariesRemoved removed =
              new BinariesRemoved(
                  journal.expansionId(), removal.deployment(), List.of(removal.hostRequestId()));
          return Optional.of(
              new Step(
                  new StepOutcome.Done(),
                  null,
                  List.of(new Fact(EventType.BINARIES_REMOVED, removed))));
        });
  }

  static Planted approvalNotAwaited(World world) {
    return in(
        "provisioner-service",
        (real, context) -> {
          Journal journal = context.journal();
          Optional<ReceivedEvent> created = journal.first(EventType.PLAN_CREATED);
          if (created.isEmpty() || journal.first(EventType.PLAN_APPROVED).isPresent()) {
            return Optional.empty();
          }
          PlanCreated plan = ContractJson.read(created.get().json(), PlanCreated.class);
          if (!plan.approval().equals("required")) {
            return Optional.empty();
          }
          ReceivedEvent automatic =
              new ReceivedEvent(
                  created.get().id(),
                  EventType.PLAN_CREATED,
                  created.get().receivedAt(),
                  created.get().json().replace("\"required\"", "\"automatic\""));
          return Optional.of(real.step(new Seen(context, automatic)));
        });
  }

  /** The context with another first event. */
  private record Seen(StageContext real, ReceivedEvent first) implements StageContext {

    @Override
    public Journal journal() {
      Journal journal = real.journal();
      List<ReceivedEvent> received = new ArrayList<>();
      received.add(first);
      for (ReceivedEvent event : journal.events().received()) {
        if (event.type() != EventType.PLAN_CREATED) {
          received.add(event);
        }
      }
      return new Journal(
          journal.expansionId(),
          journal.deployment(),
          journal.direction(),
          journal.pastReturn(),
          journal.lease(),
          journal.revision(),
          new Journal.Events(received, journal.events().refused(), journal.events().outbox()),
          journal.state(),
          journal.attention());
    }

    @Override
    public Instant now() {
      return real.now();
    }

    @Override
    public <S> S state(Class<S> type, Supplier<S> initial) {
      return real.state(type, initial);
    }

    @Override
    public void intend(Object state, Duration effectDeadline) {
      real.intend(state, effectDeadline);
    }

    @Override
    public void intendPastReturn(Object state, Duration effectDeadline) {
      real.intendPastReturn(state, effectDeadline);
    }
  }
}
