package dev.offshoot.planner.domain.design;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The goal in one line. */
final class Goal {

  private Goal() {}

  static String of(List<NewMember> members) {
    int voting = (int) members.stream().filter(m -> m.votes() > 0).count();
    List<String> parts = new ArrayList<>();
    if (voting > 0) {
      parts.add(voting + " voting" + kind(members, 1));
    }
    if (members.size() > voting) {
      parts.add(members.size() - voting + " voteless" + kind(members, 0));
    }
    String site =
        members.stream()
            .map(NewMember::site)
            .filter(Objects::nonNull)
            .findFirst()
            .map(s -> " in " + s)
            .orElse("");
    return "add "
        + String.join(" and ", parts)
        + (members.size() == 1 ? " member" : " members")
        + site;
  }

  private static String kind(List<NewMember> members, int votes) {
    @Nullable NewMember one =
        members.stream().filter(m -> m.votes() == votes).findFirst().orElse(null);
    if (one == null) {
      return "";
    }
    String electable = one.priority() > 0 ? ", electable" : ", never-primary";
    return (one.hidden() ? ", hidden" : "") + (votes > 0 ? electable : "");
  }
}
