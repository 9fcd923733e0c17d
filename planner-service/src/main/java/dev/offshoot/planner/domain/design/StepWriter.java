package dev.offshoot.planner.domain.design;

import dev.offshoot.planner.domain.offered.OfferedShape;
import dev.offshoot.planner.domain.plan.PlanMongod;
import dev.offshoot.planner.domain.plan.PlanSoftware;
import dev.offshoot.planner.domain.plan.PlanStep;
import dev.offshoot.planner.domain.requested.RequestedInstall;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Writes the steps of a plan, each with its undo and its by-hand form. */
final class StepWriter {

  private final Draft draft;
  private final PlanSoftware software;
  private final ByHandHost host;
  private final ByHandSet set;
  private final List<PlanStep> steps = new ArrayList<>();

  StepWriter(Draft draft, PlanSoftware software, PlanMongod mongod) {
    this.draft = draft;
    this.software = software;
    this.host = new ByHandHost(draft, software, mongod);
    this.set = new ByHandSet(draft.set());
  }

  List<PlanStep> steps() {
    boolean several = draft.members().size() > 1;
    step(
        "provision",
        (several ? "hosts, agents, profiles: " : "host, agent, profile: ") + hosts(),
        false,
        "release the host",
        each(host::provision));
    step(
        "install",
        installed() + ", start it empty, resolve and reach every member",
        false,
        "stop mongod, wipe only what was installed, then undo step 1",
        each(host::install));
    moves(Move.Kind.ADD);
    step(
        "synchronize",
        "initial sync of " + names() + ", every member sees it healthy",
        false,
        "as the reconfig that added it, then 2 and 1",
        each(set::synchronize));
    step(
        "verify",
        "calm lag, every namespace digested on both sides, a marked write seen",
        false,
        "none needed: a difference holds and asks, nothing is wiped; else as the reconfig that"
            + " added it",
        each(set::verify));
    moves(Move.Kind.VOTE);
    moves(Move.Kind.REVEAL);
    step("watch", "watch the lag", false, "none needed: it only looks", each(set::watch));
    return List.copyOf(steps);
  }

  private String installed() {
    String from = software.mongodFrom();
    String version = software.mongodVersion();
    return switch (software.mongodKind()) {
      case RequestedInstall.EXISTING ->
          "use the mongod %s that the host has (%s), refuse another version"
              .formatted(version, from == null ? "on its PATH" : from);
      case RequestedInstall.PACKAGE ->
          "install mongod %s from the package %s%s, hold it there, its own unit masked"
              .formatted(version, from, checksum());
      default -> "install mongod " + version;
    };
  }

  private String checksum() {
    return software.mongodSha256().isEmpty() ? "" : " (SHA-256 " + software.mongodSha256() + ")";
  }

  private void moves(Move.Kind kind) {
    for (Move move : draft.sequence().moves(kind)) {
      step(
          name(kind),
          "RECONFIG " + move.label() + " (" + move.member().addressText() + ")",
          true,
          undo(move),
          set.reconfig(move));
    }
  }

  private static String name(Move.Kind kind) {
    return switch (kind) {
      case ADD -> "reconfig-add";
      case VOTE -> "reconfig-vote";
      case REVEAL -> "reconfig-reveal";
    };
  }

  private static String undo(Move move) {
    String id = "_id " + move.member().memberId();
    return switch (move.kind()) {
      case ADD -> "RECONFIG - " + id + ", then 2 and 1";
      case VOTE -> "RECONFIG " + id + " votes 1 -> 0, then the reconfig that added it";
      case REVEAL ->
          "the last point of return is before this step; by hand RECONFIG "
              + id
              + " hidden, priority 0, no tags";
    };
  }

  private void step(
      String name, String does, boolean touchesSet, String undo, List<String> byHand) {
    steps.add(new PlanStep(steps.size() + 1, name, does, touchesSet, undo, byHand));
  }

  private List<String> each(Function<NewMember, List<String>> lines) {
    return draft.members().stream().flatMap(m -> lines.apply(m).stream()).toList();
  }

  private String names() {
    return String.join(", ", draft.members().stream().map(NewMember::addressText).toList());
  }

  private String hosts() {
    List<String> shapes = draft.shapes().stream().map(OfferedShape::name).toList();
    return names()
        + " from "
        + draft.host().providerName()
        + (shapes.size() > 1 ? ", shapes " : ", shape ")
        + String.join(", ", shapes);
  }
}
