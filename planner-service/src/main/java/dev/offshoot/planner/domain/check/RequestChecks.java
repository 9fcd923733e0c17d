package dev.offshoot.planner.domain.check;

import static dev.offshoot.planner.domain.RefusalCode.UNKNOWN_FIELD;

import dev.offshoot.planner.domain.RefusalCode;
import dev.offshoot.planner.domain.design.Address;
import dev.offshoot.planner.domain.design.Draft;
import dev.offshoot.planner.domain.design.Quantity;
import dev.offshoot.planner.domain.requested.ExpansionRequest;
import dev.offshoot.planner.domain.requested.RequestedHost;
import dev.offshoot.planner.domain.requested.RequestedMember;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Does the request mean something, and does it not contradict itself? */
final class RequestChecks implements Check {

  private static final List<String> APPROVALS = List.of("required", "automatic", "plan-only");
  private static final double HIGHEST_PRIORITY = 1000;

  @Override
  public List<RefusalCode> decides() {
    return List.of(UNKNOWN_FIELD);
  }

  @Override
  public List<Finding> examine(Draft draft) {
    ExpansionRequest request = draft.input().request();
    List<Finding> findings = new ArrayList<>();
    count(request, findings);
    wayOfDoing(request, findings);
    RequestedMember member = request.member();
    if (member != null) {
      member(member, findings);
    }
    RequestedHost host = request.host();
    if (host != null && host.address() != null) {
      address(host.address(), request.add(), findings);
    }
    if (host != null && !host.machines().isEmpty()) {
      machines(draft, host.machines(), findings);
    }
    if (host != null && host.install() != null) {
      findings.addAll(InstallWish.examine(host.install()));
    }
    request.accept().forEach(accepted -> acceptance(accepted, findings));
    return findings;
  }

  private static void count(ExpansionRequest request, List<Finding> findings) {
    Integer add = request.add();
    if (add != null && add < 1) {
      findings.add(unknown("add", add.toString(), "Ask for at least one member."));
    }
  }

  private static void wayOfDoing(ExpansionRequest request, List<Finding> findings) {
    String approval = request.approval();
    if (approval != null && !APPROVALS.contains(approval)) {
      String remedy = "Use one of " + String.join(", ", APPROVALS) + ".";
      findings.add(unknown("approval", approval, remedy));
    }
    for (String method : request.seeding()) {
      if (!method.equals("initial-sync")) {
        findings.add(unknown("seeding", method, "Leave it out, or use initial-sync."));
      }
    }
  }

  private static void member(RequestedMember member, List<Finding> findings) {
    Integer votes = member.votes();
    if (votes != null && votes != 0 && votes != 1) {
      findings.add(unknown("member.votes", votes.toString(), "A member has 0 votes or 1."));
    }
    Double priority = member.priority();
    if (priority == null) {
      return;
    }
    String text = Quantity.number(priority);
    if (!(priority >= 0 && priority <= HIGHEST_PRIORITY)) {
      findings.add(
          unknown("member.priority", text, "A priority lies between 0 and 1000 for replica sets."));
    } else if (priority > 0 && votes != null && votes == 0) {
      findings.add(
          unknown(
              "member.priority",
              text,
              "A member without vote needs priority 0: give it a vote, or leave the priority out."));
    } else if (priority > 0 && Boolean.TRUE.equals(member.hidden())) {
      findings.add(
          unknown(
              "member.priority", text, "A hidden member needs priority 0: leave one of both out."));
    }
  }

  private static void address(String text, @Nullable Integer add, List<Finding> findings) {
    if (Address.parse(text).isEmpty()) {
      findings.add(unknown("host.address", text, "Write it as HOST or HOST:PORT."));
    } else if (add != null && add > 1) {
      findings.add(
          unknown(
              "host.address",
              text,
              "One address cannot serve " + add + " members: add them one at a time."));
    }
  }

  private static void machines(Draft draft, List<String> named, List<Finding> findings) {
    String text = String.join(", ", named);
    int members = draft.members().size();
    if (draft.host().providerName() != null && !draft.host().ofPool()) {
      findings.add(
          unknown("host.machines", text, "Only provider pool has machines to name (--host)."));
    } else if (named.stream().distinct().count() != members || named.size() != members) {
      findings.add(
          unknown(
              "host.machines",
              text,
              "Name as many as members are to be added (%d), each once, or none."
                  .formatted(members)));
    }
  }

  private static void acceptance(String accepted, List<Finding> findings) {
    boolean acceptable =
        RefusalCode.named(Acceptance.codeOf(accepted)).map(RefusalCode::acceptable).orElse(false);
    if (!acceptable) {
      String codes =
          Arrays.stream(RefusalCode.values())
              .filter(RefusalCode::acceptable)
              .map(Enum::name)
              .collect(Collectors.joining(", "));
      findings.add(unknown("accept", accepted, "Only these can be accepted: " + codes + "."));
    }
  }

  static Finding unknown(String field, String value, String remedy) {
    return Finding.refused(
        UNKNOWN_FIELD,
        "the request's " + field + " is " + value + ", which cannot be done",
        remedy);
  }
}
