package dev.offshoot.agent.app;

import dev.offshoot.agent.protocol.AgentStatus;
import dev.offshoot.agent.protocol.Goal;
import org.jspecify.annotations.Nullable;

/** Gives each kind of goal to the steps that reach it. */
public final class GoalFollower {

  private final MongodHome home;
  private final MongodInstallation installation;
  private final MongodSettlement settlement;
  private final MongodRemoval removal;
  private final MongodLeave leave;
  private final ReachTest reachTest;

  /** Works through these ports. */
  public GoalFollower(
      MongodHome home,
      MongodProcess process,
      Members members,
      Machine machine,
      MemberCertificate certificate) {
    this.home = home;
    this.installation =
        new MongodInstallation(
            home, process, members, certificate, new HostConformance(machine.tuning()));
    this.settlement = new MongodSettlement(home, process);
    this.removal = new MongodRemoval(home, process, members, machine.host());
    this.leave = new MongodLeave(home, process, machine);
    this.reachTest = new ReachTest(home, members, certificate);
  }

  /** Whether the machine is ready to be left. */
  boolean isLeaving() {
    return leave.isReady();
  }

  Outcome look(Goal goal) {
    return switch (goal) {
      case Goal.Profile() ->
          new Outcome.Reached(AgentStatus.PROFILED, "the host is as reported", null);
      case Goal.RunMongod run -> installation.look(run);
      case Goal.SettleMongod() -> settlement.look();
      case Goal.RemoveMongod remove -> removal.look(remove);
      case Goal.LeaveMongod goes -> leave.look(goes);
    };
  }

  ReachTest reachTest() {
    return reachTest;
  }

  /** What happened to a goal that had been reached; null when nothing did. */
  @Nullable Outcome watch(Goal goal) {
    String address = home.address();
    boolean runs = goal instanceof Goal.RunMongod || goal instanceof Goal.SettleMongod;
    return runs && address != null ? installation.watch(address) : null;
  }
}
