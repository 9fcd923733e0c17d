package dev.offshoot.agent.app;

import dev.offshoot.agent.domain.Address;
import dev.offshoot.agent.domain.ConfigurationView;
import dev.offshoot.agent.domain.RemovalClaim;
import dev.offshoot.agent.domain.StillAMemberCheck;
import dev.offshoot.agent.domain.StillAMemberCheck.Verdict;
import dev.offshoot.agent.protocol.AgentStatus;
import dev.offshoot.agent.protocol.Goal.RemoveMongod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes everything off the host that the agent put there, after asking itself whether the member is
 * out. Interrupted after the stop, the next look asks again, now the configured members alone.
 */
final class MongodRemoval {

  /** How long it may act on what the members said; counted from before the first was asked. */
  private static final Duration GOOD_FOR = Duration.ofSeconds(30);

  private final MongodHome home;
  private final MongodProcess process;
  private final Members members;
  private final Host host;

  MongodRemoval(MongodHome home, MongodProcess process, Members members, Host host) {
    this.host = host;
    this.home = home;
    this.process = process;
    this.members = members;
  }

  /** One look. */
  Outcome look(RemoveMongod goal) {
    String text = home.address();
    if (text == null || process.state() instanceof MongodProcess.State.NeverStarted) {
      return wipe(goal, "nothing had been started");
    }
    Instant notAfter = host.now().plus(GOOD_FOR);
    Address address = Address.parse(text);
    RemovalClaim claim =
        new RemovalClaim(
            address.toString(), goal.replicaSetId(), goal.removedAtVersion(), goal.removedAtTerm());
    return switch (StillAMemberCheck.evaluate(claim, own(address), others(goal, address))) {
      case Verdict.Out(String reason) -> remove(goal, address, reason, notAfter);
      case Verdict.StillIn(String reason) ->
          Outcome.trying(
              "STILL_A_MEMBER",
              "mongod on " + address + " was not touched: " + reason,
              "take " + address + " out of the replica set, or bring a member up that can tell");
    };
  }

  private ConfigurationView own(Address address) {
    return process.state() instanceof MongodProcess.State.Running
        ? members.configuration(address, home.keyfile())
        : new ConfigurationView.Unreadable("is not running");
  }

  private List<ConfigurationView> others(RemoveMongod goal, Address own) {
    List<ConfigurationView> views = new ArrayList<>();
    for (String text : goal.members()) {
      Address member = Address.parse(text);
      if (!member.equals(own)) {
        views.add(members.configuration(member, home.keyfile()));
      }
    }
    return views;
  }

  private Outcome remove(RemoveMongod goal, Address address, String reason, Instant notAfter) {
    if (process.stop(notAfter) instanceof MongodProcess.State.Running(long pid)) {
      if (host.now().isAfter(notAfter)) {
        return Outcome.trying(
            "ANSWERS_TOO_OLD",
            "mongod on %s was not touched: what the members said is older than %d s"
                .formatted(address, GOOD_FOR.toSeconds()),
            "nothing; they are asked again");
      }
      return Outcome.trying(
          "MONGOD_NOT_STOPPED",
          "mongod on " + address + ", process " + pid + ", does not end",
          "look at the process on the host; a disk that does not answer holds it");
    }
    return wipe(goal, reason);
  }

  private Outcome wipe(RemoveMongod goal, String reason) {
    List<String> left = home.keepLogsAndWipe(goal.keepData());
    return left.isEmpty()
        ? new Outcome.Reached(
            AgentStatus.REMOVED,
            (goal.keepData()
                    ? "mongod is stopped and its files are set aside ("
                    : "mongod and its files are gone, logs are kept (")
                + reason
                + ")",
            null)
        : Outcome.trying(
            "NOT_DELETED",
            "could not delete " + String.join(", ", left),
            "see what holds these paths on the host");
  }
}
