package dev.offshoot.state.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.AttentionRequested;
import dev.offshoot.contracts.BinariesInstalled;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionAborted;
import dev.offshoot.contracts.ExpansionClosed;
import dev.offshoot.contracts.MemberAdded;
import dev.offshoot.contracts.MemberPromoted;
import dev.offshoot.contracts.NamespaceProof;
import dev.offshoot.contracts.Observation;
import dev.offshoot.contracts.PlanApproved;
import dev.offshoot.contracts.PlanCreated;
import dev.offshoot.contracts.PlanRejected;
import dev.offshoot.contracts.Proof;
import dev.offshoot.contracts.ResourceProvisioned;
import dev.offshoot.contracts.StateObserved;
import dev.offshoot.contracts.SyncCompleted;
import dev.offshoot.stage.domain.OutboxEntry;
import dev.offshoot.stage.domain.ReceivedEvent;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says each event in one sentence a person can follow; events without one are left out. */
final class Sentences {

  private Sentences() {}

  static Optional<String> heard(ReceivedEvent event) {
    return switch (event.type()) {
      case EXPANSION_REQUESTED -> say(event, Opening.class, Sentences::requested);
      case PLAN_CREATED -> say(event, PlanCreated.class, Sentences::planned);
      case PLAN_REJECTED -> say(event, PlanRejected.class, Sentences::rejected);
      case PLAN_APPROVED ->
          say(event, PlanApproved.class, a -> "The plan was approved by " + a.approvedBy() + ".");
      case RESOURCE_PROVISIONED -> say(event, ResourceProvisioned.class, Sentences::provisioned);
      case BINARIES_INSTALLED -> say(event, BinariesInstalled.class, Sentences::installed);
      case MEMBER_ADDED -> say(event, MemberAdded.class, Sentences::added);
      case MEMBER_PROMOTED -> say(event, MemberPromoted.class, Sentences::promoted);
      case SYNC_COMPLETED -> say(event, SyncCompleted.class, Sentences::completed);
      case EXPANSION_ABORTED ->
          say(event, ExpansionAborted.class, a -> "Going back: " + a.cause().detail());
      case MEMBER_REMOVED -> Optional.of("The set's configuration names no new member.");
      case BINARIES_REMOVED -> Optional.of("No mongod of this expansion runs or holds data.");
      case RESOURCE_RELEASED -> Optional.of("No host of this expansion is held.");
      case ATTENTION_REQUESTED -> say(event, AttentionRequested.class, Sentences::attention);
      case STATE_OBSERVED,
          SYNC_PROGRESSED,
          EXPANSION_CLOSED,
          DEPLOYMENT_CHANGED,
          CATALOGUE_ANNOUNCED,
          LEFTOVERS_FOUND,
          HOST_OFFERED,
          HOST_SEEN,
          HOST_LOST,
          HOST_REMOVAL_REQUESTED,
          HOST_DETACH_REQUESTED,
          HOST_WITHDRAWN,
          HOST_DETACHED,
          LEFTOVER_REMOVAL_REQUESTED,
          LEFTOVER_FOUND_EMPTY ->
          Optional.empty();
    };
  }

  static Optional<String> said(OutboxEntry said) {
    if (said.type() == EventType.STATE_OBSERVED) {
      return Optional.of(
          observed(ContractJson.read(said.json(), StateObserved.class).observation()));
    }
    return said.type() == EventType.EXPANSION_CLOSED
        ? Optional.of(closed(ContractJson.read(said.json(), ExpansionClosed.class)))
        : Optional.empty();
  }

  private static <T extends Record> Optional<String> say(
      ReceivedEvent event, Class<T> as, Function<T, String> sentence) {
    return Optional.of(sentence.apply(JournalReading.read(event, as)));
  }

  private static String requested(Opening opening) {
    Integer add = opening.request().add();
    int members = add == null ? 1 : add;
    return "%s asked for %d more %s in %s."
        .formatted(
            opening.requestedBy(),
            members,
            members == 1 ? "member" : "members",
            opening.request().deployment());
  }

  private static String observed(Observation observation) {
    long reachable = observation.members().stream().filter(m -> m.reachable()).count();
    String problems =
        observation.problems().isEmpty()
            ? ""
            : " " + observation.problems().size() + " things could not be read.";
    return "Observed from %d of %d members; primary is %s.%s"
        .formatted(
            reachable,
            observation.members().size(),
            observation.primary() == null ? "not known" : observation.primary(),
            problems);
  }

  private static String planned(PlanCreated created) {
    JsonNode plan = created.plan();
    String next =
        switch (created.approval()) {
          case "automatic" -> "it is approved by the deployment's rule";
          case "plan-only" -> "nothing more was asked for";
          default -> "it waits for approval";
        };
    return "Plan %s is made (%s); %s."
        .formatted(plan.path("id").asText(), plan.path("goal").asText(), next);
  }

  private static String rejected(PlanRejected rejected) {
    return rejected.reasons().stream()
        .map(reason -> reason.code() + ": " + reason.detail())
        .collect(Collectors.joining(" ", "No safe plan exists. ", ""));
  }

  private static String provisioned(ResourceProvisioned provisioned) {
    return provisioned.hosts().stream()
        .map(host -> host.address() + " (" + host.provider() + ")")
        .collect(Collectors.joining(", ", "Hosts are there: ", "."));
  }

  private static String installed(BinariesInstalled installed) {
    String notes = HostNotes.of(installed).map(note -> " Of the " + note + ".").orElse("");
    return installed.members().stream()
            .map(member -> "mongod " + member.version() + " on " + member.address())
            .collect(Collectors.joining(", ", "Installed and reaching every member: ", "."))
        + notes;
  }

  private static String added(MemberAdded added) {
    return "Member %d (%s) is in configuration version %d, hidden and without a vote."
        .formatted(added.memberId(), added.address(), added.configVersion());
  }

  private static String promoted(MemberPromoted promoted) {
    return "Member %d (%s) has votes %d, priority %s, hidden %s; configuration version %d."
        .formatted(
            promoted.memberId(),
            promoted.address(),
            promoted.votes(),
            promoted.priority(),
            promoted.hidden() ? "yes" : "no",
            promoted.configVersion());
  }

  private static String completed(SyncCompleted completed) {
    return completed.proofs().stream()
        .map(Sentences::proven)
        .collect(Collectors.joining(" ", "Synchronized, proven and promoted. ", ""))
        .strip();
  }

  private static String proven(Proof proof) {
    long equal =
        proof.namespaces().stream().map(NamespaceProof::result).filter("EQUAL"::equals).count();
    return "Member %d is equal to %s in %d of %d namespaces."
        .formatted(proof.memberId(), proof.comparedWith(), equal, proof.namespaces().size());
  }

  private static String attention(AttentionRequested asked) {
    return asked.resolved()
        ? "Settled: " + asked.cause().detail()
        : "A person must decide: " + asked.cause().detail();
  }

  private static String closed(ExpansionClosed closed) {
    String detail = closed.detail();
    return "The expansion is over: " + closed.outcome() + (detail == null ? "." : ". " + detail);
  }
}
