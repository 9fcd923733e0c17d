package dev.offshoot.planner.domain.check;

import dev.offshoot.planner.domain.RefusalCode;
import dev.offshoot.planner.domain.design.Draft;
import dev.offshoot.planner.domain.design.MemberDesign;
import dev.offshoot.planner.domain.design.NewMember;
import dev.offshoot.planner.domain.design.Quantity;
import java.util.ArrayList;
import java.util.List;

/** Does the configuration hold the new members, their votes and their priority? */
final class MembershipChecks implements Check {

  private static final int HIGHEST_ID = 255;

  @Override
  public List<RefusalCode> decides() {
    return List.of(
        RefusalCode.MEMBER_LIMIT, RefusalCode.VOTER_LIMIT, RefusalCode.PRIORITY_CAUSES_ELECTION);
  }

  @Override
  public List<Finding> examine(Draft draft) {
    List<Finding> findings = new ArrayList<>();
    members(draft, findings);
    voters(draft, findings);
    for (NewMember member : draft.members()) {
      priority(draft, member, findings);
    }
    return findings;
  }

  private static void members(Draft draft, List<Finding> findings) {
    int before = draft.set().members().size();
    int after = before + draft.members().size();
    int highest = draft.members().stream().mapToInt(NewMember::memberId).max().orElse(0);
    if (after > MemberDesign.MAX_MEMBERS) {
      findings.add(
          Finding.refused(
              RefusalCode.MEMBER_LIMIT,
              "the set has " + before + " members and would have " + after,
              "A replica set holds at most 50 members: remove one first, or add fewer."));
    } else if (highest > HIGHEST_ID) {
      findings.add(
          Finding.refused(
              RefusalCode.MEMBER_LIMIT,
              "the next free _id is " + highest + ", and ids end at " + HIGHEST_ID,
              "Ids are never used again: replace the member with the highest _id by hand first."));
    }
  }

  private static void voters(Draft draft, List<Finding> findings) {
    int before = draft.set().topology().voters();
    int after = draft.sequence().goal().voters();
    if (after > MemberDesign.MAX_VOTERS && after > before) {
      findings.add(
          Finding.refused(
              RefusalCode.VOTER_LIMIT,
              "the set has " + before + " voters and would have " + after,
              "A replica set holds at most 7 voters: ask for votes 0, or take a vote away first."));
    }
  }

  private static void priority(Draft draft, NewMember member, List<Finding> findings) {
    draft
        .set()
        .primary()
        .filter(primary -> member.priority() > primary.priority())
        .ifPresent(
            primary ->
                findings.add(
                    Finding.refused(
                        RefusalCode.PRIORITY_CAUSES_ELECTION,
                        member.addressText(),
                        "priority "
                            + Quantity.number(member.priority())
                            + " is above that of the primary "
                            + primary.address()
                            + " ("
                            + Quantity.number(primary.priority())
                            + "): the new member would take over by an election",
                        "Ask for priority "
                            + Quantity.number(primary.priority())
                            + " or less, and switch over on purpose later.")));
  }
}
