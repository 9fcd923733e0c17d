package dev.offshoot.state.app;

import dev.offshoot.contracts.ExpansionRequest;
import dev.offshoot.contracts.ExpansionRequested;
import dev.offshoot.contracts.RequestedMember;
import dev.offshoot.state.domain.Problem;
import dev.offshoot.state.domain.ProblemCode;
import dev.offshoot.state.domain.RequestRules;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** What is the same for a request, however it came. */
final class Requests {

  private Requests() {}

  static Optional<Problem> wrongWith(ExpansionRequest asked) {
    RequestedMember member = asked.member();
    return RequestRules.wrongWith(
        new RequestRules.Asked(
            asked.deployment(),
            Objects.requireNonNullElse(asked.add(), 1),
            Objects.requireNonNullElse(asked.approval(), "required"),
            member == null ? null : member.votes(),
            member == null ? null : member.priority(),
            member == null ? new TreeMap<>() : member.tags(),
            asked.seeding(),
            asked.accept()));
  }

  static ExpansionRequest withDefaults(ExpansionRequest asked) {
    return withApproval(asked, Objects.requireNonNullElse(asked.approval(), "required"));
  }

  static ExpansionRequest withApproval(ExpansionRequest asked, String approval) {
    return new ExpansionRequest(
        asked.deployment(),
        Objects.requireNonNullElse(asked.add(), 1),
        approval,
        asked.host(),
        asked.member(),
        asked.seeding(),
        asked.accept());
  }

  static ExpansionRequest of(ExpansionRequested event) {
    return new ExpansionRequest(
        event.deployment(),
        event.add(),
        event.approval(),
        event.host(),
        event.member(),
        event.seeding(),
        event.accept());
  }

  static boolean isAutomatic(ExpansionRequest request) {
    return "automatic".equals(request.approval());
  }

  static Problem unknownDeployment(String name) {
    return new Problem(
        ProblemCode.UNKNOWN_DEPLOYMENT,
        "No deployment " + name + " is registered.",
        "Register it with: offshoot deployment add " + name + " --uri mongodb://…");
  }

  static Problem busy(String deployment, String holder) {
    return new Problem(
        ProblemCode.EXPANSION_IN_PROGRESS,
        holder.isEmpty()
            ? "Deployment " + deployment + " is being changed at this moment."
            : "Deployment " + deployment + " has an expansion in progress: " + holder + ".",
        holder.isEmpty()
            ? "Ask again."
            : "Wait until it is over, or cancel it: offshoot expansion cancel " + holder);
  }
}
