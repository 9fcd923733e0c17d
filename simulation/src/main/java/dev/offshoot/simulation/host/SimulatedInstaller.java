package dev.offshoot.simulation.host;

import dev.offshoot.agent.app.InstallerService;
import dev.offshoot.agent.protocol.AgentReport;
import dev.offshoot.agent.protocol.Enrolment;
import dev.offshoot.agent.protocol.ReachReport;
import dev.offshoot.agent.protocol.Secret;
import dev.offshoot.installer.app.EnrolAgents;
import dev.offshoot.installer.app.ServeGoals;
import dev.offshoot.simulation.turn.Turns;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** The way from an agent to whichever copy of installer-service answers. */
final class SimulatedInstaller implements InstallerService {

  /** A certificate holds for half a minute here. */
  private static final Duration RENEWS_AFTER = Duration.ofSeconds(20);

  private final Turns turns;
  private final SimulatedHost host;
  private final Supplier<Optional<AgentWorkers.Desk>> desks;
  private Instant renewal = Instant.EPOCH;

  SimulatedInstaller(Turns turns, SimulatedHost host, Supplier<Optional<AgentWorkers.Desk>> desks) {
    this.turns = turns;
    this.host = host;
    this.desks = desks;
  }

  @Override
  public EnrolmentOutcome enrol() {
    Optional<AgentWorkers.Desk> desk = desks.get();
    if (desk.isEmpty()) {
      return new EnrolmentOutcome.NotYet("connection refused");
    }
    try {
      var answer =
          desk.get()
              .enrolAgents()
              .enrol(new Enrolment(host.id, new Secret(host.token), host.publicKey, "proof"));
      return switch (answer) {
        case EnrolAgents.Answer.Enrolled(var unused) -> {
          renewal = turns.clock().instant().plus(RENEWS_AFTER);
          host.enrolled = true;
          desk.get().wake().run();
          yield new EnrolmentOutcome.Enrolled();
        }
        case EnrolAgents.Answer.NotYet() -> new EnrolmentOutcome.NotYet("not yet");
        case EnrolAgents.Answer.Refused(String code, String reason) ->
            new EnrolmentOutcome.Refused(code + ": " + reason);
      };
    } catch (RuntimeException failed) {
      return new EnrolmentOutcome.NotYet("internal error");
    }
  }

  @Override
  public GoalAnswer goal(long known, Duration wait, String tested) {
    if (!turns.clock().instant().isBefore(renewal) && enrol() instanceof EnrolmentOutcome.Refused) {
      return new GoalAnswer.Unknown("the certificate was not renewed");
    }
    Instant end = turns.clock().instant().plus(wait);
    while (true) {
      Optional<GoalAnswer> answer = ask(known, tested);
      if (answer.isPresent()) {
        return answer.get();
      }
      Duration left = Duration.between(turns.clock().instant(), end);
      if (!left.isPositive()) {
        return new GoalAnswer.Unchanged();
      }
      turns.sleep(left);
    }
  }

  private Optional<GoalAnswer> ask(long known, String tested) {
    Optional<AgentWorkers.Desk> desk = desks.get();
    if (desk.isEmpty()) {
      return Optional.of(new GoalAnswer.NoAnswer("connection refused"));
    }
    try {
      boolean mine = desk.get().agents().find(host.id).filter(k -> !k.revoked()).isPresent();
      if (!mine) {
        return Optional.of(new GoalAnswer.Unknown("not an enrolled agent"));
      }
      return switch (desk.get().serveGoals().goal(host.id, known, tested)) {
        case ServeGoals.Served.Now(var goal) -> Optional.of(new GoalAnswer.Offered(goal));
        case ServeGoals.Served.Asked(var order) -> Optional.of(new GoalAnswer.Asked(order));
        case ServeGoals.Served.Unchanged() -> Optional.empty();
        case ServeGoals.Served.SecretMissing(String name) ->
            Optional.of(new GoalAnswer.NoAnswer("secret " + name + " is missing"));
      };
    } catch (RuntimeException failed) {
      return Optional.of(new GoalAnswer.NoAnswer("internal error"));
    }
  }

  @Override
  public boolean reached(ReachReport report) {
    Optional<AgentWorkers.Desk> desk = desks.get();
    if (desk.isEmpty()) {
      return false;
    }
    try {
      desk.get().memberAgents().reached(host.id, report);
      desk.get().wake().run();
      return true;
    } catch (RuntimeException failed) {
      return false;
    }
  }

  @Override
  public boolean report(AgentReport report) {
    Optional<AgentWorkers.Desk> desk = desks.get();
    if (desk.isEmpty()) {
      return false;
    }
    try {
      desk.get().agents().reported(host.id, report, turns.clock().instant());
      desk.get().wake().run();
      return true;
    } catch (RuntimeException failed) {
      return false;
    }
  }
}
