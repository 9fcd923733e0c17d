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
    Instant notAfter = host.now().plus(GOOD_FOR);
    String text = home.address();
    if (text == null || process.state() instanceof MongodProcess.State.NeverStarted) {
      return wipe(goal, "nothing had been started", notAfter);
    }
    Address address = Address.parse(text);
    RemovalClaim claim =
        new RemovalClaim(
            address.toString(), goal.replicaSetId(), goal.removedAtVersion(), goal.removedAtTerm());
    return switch (StillAMemberCheck.evaluate(claim, own(address), others(goal, address))) {
      case Verdict.Out(String reason) -> remove(goal, address, reason, notAfter);
      case Verdict.StillIn(String reason) ->
          Outcome.trying(
              "STILL_A_MEMBER",
              untouched(address, reason),
              "take " + address + " out of the replica set");
      case Verdict.NotKnown(String reason) ->
          Outcome.trying(
              "MEMBERSHIP_UNKNOWN",
              untouched(address, reason),
              "bring the replica set's primary up; it is asked again");
    };
  }

  private static String untouched(Address address, String reason) {
    return "mongod on " + address + " was not touched: " + reason;
  }

  private ConfigurationView own(Address address) {
    return process.state() instanceof MongodProcess.State.Running
        ? members.configuration(address, home.keyfile())
        : new ConfigurationView.Unreadable("is not running");
  }

  /** The members that the goal names, and whoever these list: the set may have others by now. */
  private List<ConfigurationView> others(RemoveMongod goal, Address own) {
    List<ConfigurationView> views = new ArrayList<>();
    List<String> known = new ArrayList<>(goal.members());
    for (int i = 0; i < known.size(); i++) {
      Address member = Address.parse(known.get(i));
      if (!member.equals(own)) {
        ConfigurationView view = members.configuration(member, home.keyfile());
        views.add(view);
        known.addAll(notYet(known, view));
      }
    }
    return views;
  }

  private static List<String> notYet(List<String> known, ConfigurationView view) {
    return view instanceof ConfigurationView.Configuration seen
        ? seen.addresses().stream().filter(address -> !known.contains(address)).toList()
        : List.of();
  }

  private Outcome remove(RemoveMongod goal, Address address, String reason, Instant notAfter) {
    if (process.stop(notAfter) instanceof MongodProcess.State.Running(long pid)) {
      if (host.now().isAfter(notAfter)) {
        return tooOld("mongod on " + address + " was not touched");
      }
      return Outcome.trying(
          "MONGOD_NOT_STOPPED",
          "mongod on " + address + ", process " + pid + ", does not end",
          "look at the process on the host; a disk that does not answer holds it");
    }
    return wipe(goal, reason, notAfter);
  }

  /** A member may have been put back while its mongod was down: its files are as much its own. */
  private Outcome wipe(RemoveMongod goal, String reason, Instant notAfter) {
    return switch (home.keepLogsAndWipe(notAfter, goal.keepData())) {
      case MongodHome.Wiped.Clean() ->
          new Outcome.Reached(
              AgentStatus.REMOVED,
              (goal.keepData()
                      ? "mongod is stopped and its files are set aside ("
                      : "mongod and its files are gone, logs are kept (")
                  + reason
                  + ")",
              null);
      case MongodHome.Wiped.TooLate() -> tooOld("nothing was deleted");
      case MongodHome.Wiped.Left(List<String> paths) ->
          Outcome.trying(
              "NOT_DELETED",
              "could not delete " + String.join(", ", paths),
              "see what holds these paths on the host");
    };
  }

  private static Outcome tooOld(String untouched) {
    return Outcome.trying(
        "ANSWERS_TOO_OLD",
        "%s: what the members said is older than %d s".formatted(untouched, GOOD_FOR.toSeconds()),
        "nothing; they are asked again");
  }
}
