package dev.offshoot.agent.app;

import dev.offshoot.agent.app.MongodHome.Wiped;
import dev.offshoot.agent.protocol.AgentStatus;
import dev.offshoot.agent.protocol.Goal.LeaveMongod;
import java.time.Duration;
import java.util.List;

/**
 * Readies a machine for the day after the agent: mongod runs, and something starts it with the
 * machine. Never stops mongod, and deletes nothing of a machine on which one was ever started.
 */
final class MongodLeave {

  /** Nothing was learnt from anybody that could become old. */
  private static final Duration AT_ONCE = Duration.ofMinutes(1);

  private final MongodHome home;
  private final MongodProcess process;
  private final Machine machine;

  MongodLeave(MongodHome home, MongodProcess process, Machine machine) {
    this.home = home;
    this.process = process;
    this.machine = machine;
  }

  /** Whether nothing is left but to be heard. */
  boolean isReady() {
    return machine.departure().begun();
  }

  /** One look. */
  Outcome look(LeaveMongod goal) {
    String address = goal.address();
    return address == null ? leaveSpare() : leave(address);
  }

  private Outcome leave(String address) {
    String here = home.address();
    if (here == null || home.configuration().isEmpty()) {
      return Outcome.trying(
          "MONGOD_MISSING",
          "this machine has no mongod of " + address + " that could stay",
          "see what became of the machine's folder");
    }
    return switch (process.state()) {
      case MongodProcess.State.Running(long pid) -> keep(here, pid);
      // Nobody is left to start it once the agent is gone: it runs first.
      case MongodProcess.State.Exited _, MongodProcess.State.NeverStarted _ -> {
        process.start();
        yield Outcome.trying(
            "MONGOD_EXITED",
            "mongod on " + here + " had ended and was started again; the agent stays until it runs",
            "read its log when this happens again");
      }
    };
  }

  private Outcome keep(String address, long pid) {
    String stays = "mongod on " + address + " goes on as process " + pid;
    return switch (machine.departure().keepMongod(address)) {
      case Departure.Kept.Starts(String by) ->
          left(stays + "; " + by + " starts it with the machine from now on");
      case Departure.Kept.ByHand(String command) ->
          left(stays + "; nothing starts it with the machine, a person does by: " + command);
      case Departure.Kept.Failed(String problem) ->
          Outcome.trying(
              "UNIT_NOT_WRITTEN",
              stays + ", but nothing would start it with the machine: " + problem,
              "see what systemd says on the machine; the agent tries again");
    };
  }

  private Outcome leaveSpare() {
    if (!(process.state() instanceof MongodProcess.State.NeverStarted)) {
      return Outcome.trying(
          "MONGOD_PRESENT",
          "this machine was a spare, but a mongod was started on it: nothing is touched",
          "see what runs there, and whether it is a member of a set");
    }
    return switch (home.keepLogsAndWipe(machine.host().now().plus(AT_ONCE), false)) {
      case Wiped.Clean() -> left("the machine carries nothing");
      case Wiped.TooLate() ->
          Outcome.trying("ANSWERS_TOO_OLD", "nothing was deleted", "nothing; it is tried again");
      case Wiped.Left(List<String> paths) ->
          Outcome.trying(
              "NOT_DELETED",
              "could not delete " + String.join(", ", paths),
              "see what holds these paths on the machine");
    };
  }

  /** An agent that dies before this was heard says it again. */
  private Outcome left(String detail) {
    machine.departure().begin();
    return new Outcome.Reached(AgentStatus.LEFT, detail, null);
  }
}
