package dev.offshoot.state.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.MemberAdded;
import dev.offshoot.contracts.MemberPromoted;
import dev.offshoot.contracts.MemberRemoved;
import dev.offshoot.contracts.PlanCreated;
import dev.offshoot.contracts.RemovedMember;
import dev.offshoot.stage.domain.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Decides which members an expansion is about, and how far each is, from the journal alone. */
final class NewMembers {

  private NewMembers() {}

  static List<Projection.Member> of(Journal journal) {
    TreeMap<Integer, Projection.Member> members = new TreeMap<>();
    JournalReading.plan(journal)
        .map(PlanCreated::plan)
        .ifPresent(
            plan -> {
              for (JsonNode planned : plan.path("toAdd")) {
                put(members, planned.path("memberId").asInt(), planned, "PLANNED");
              }
            });
    for (MemberAdded added :
        JournalReading.all(journal, EventType.MEMBER_ADDED, MemberAdded.class)) {
      put(members, added.memberId(), added.address(), "ADDED");
    }
    for (MemberPromoted promoted :
        JournalReading.all(journal, EventType.MEMBER_PROMOTED, MemberPromoted.class)) {
      put(members, promoted.memberId(), promoted.address(), "SECONDARY");
    }
    for (MemberRemoved removed :
        JournalReading.all(journal, EventType.MEMBER_REMOVED, MemberRemoved.class)) {
      for (RemovedMember member : removed.members()) {
        put(members, member.memberId(), member.address(), "REMOVED");
      }
    }
    return new ArrayList<>(members.values());
  }

  private static void put(
      Map<Integer, Projection.Member> members, int id, JsonNode planned, String state) {
    put(members, id, planned.path("address").asText(), state);
  }

  private static void put(
      Map<Integer, Projection.Member> members, int id, String address, String state) {
    members.put(id, new Projection.Member(id, address, state));
  }
}
