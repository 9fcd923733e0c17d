package dev.offshoot.simulation.set;

import dev.offshoot.mongoadmin.domain.MemberAddress;
import java.util.ArrayList;
import java.util.List;

/** Which members reach which: splits cut one group off from the rest for a while. */
final class Network {

  private final List<List<MemberAddress>> splits = new ArrayList<>();

  boolean whole() {
    return splits.isEmpty();
  }

  void cutOff(List<MemberAddress> group) {
    splits.add(group);
  }

  void heal(List<MemberAddress> group) {
    splits.remove(group);
  }

  boolean reaches(MemberAddress from, MemberAddress to) {
    for (List<MemberAddress> group : splits) {
      if (group.contains(from) != group.contains(to)) {
        return false;
      }
    }
    return true;
  }
}
