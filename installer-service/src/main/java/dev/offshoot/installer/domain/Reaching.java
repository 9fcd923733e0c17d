package dev.offshoot.installer.domain;

import dev.offshoot.stage.domain.WaitBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Members' agents that were asked whether they reach the new members.
 *
 * @param asked who was asked
 * @param waited observed time since
 * @param over whether their answers have been judged
 * @param from HOST:PORT of members that reach all they were asked about; empty before it is over
 */
public record Reaching(List<Asked> asked, WaitBudget waited, boolean over, List<String> from) {

  /** Copies who was asked, and who reaches what. */
  public Reaching {
    asked = asked == null ? List.of() : List.copyOf(asked);
    from = from == null ? List.of() : List.copyOf(from);
  }

  /** These were just asked. */
  public static Reaching of(List<Asked> asked) {
    return new Reaching(asked, WaitBudget.FRESH, false, List.of());
  }

  /** The same after another look. */
  public Reaching looked(WaitBudget now) {
    return new Reaching(asked, now, over, from);
  }

  /** Judged: these reach all they were asked about. */
  public Reaching judged(List<String> reaching) {
    return new Reaching(asked, waited, true, reaching);
  }

  /** What is worth knowing of the way to one new member; absent for nothing. */
  public Optional<String> note(String target) {
    List<String> reach = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    for (Asked each : asked) {
      if (each.targets().contains(target)) {
        (from.contains(each.address()) ? reach : silent).add(each.address());
      }
    }
    List<String> notes = new ArrayList<>();
    if (!reach.isEmpty()) {
      notes.add("reached from " + String.join(", ", reach));
    }
    if (!silent.isEmpty()) {
      notes.add(
          "the agent of " + String.join(", ", silent) + " did not answer whether it reaches it");
    }
    return notes.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", notes));
  }

  /**
   * One agent.
   *
   * @param agent its id
   * @param address HOST:PORT of the member it stands beside
   * @param targets HOST:PORT of the new members it tests
   */
  public record Asked(String agent, String address, List<String> targets) {

    /** Copies the targets. */
    public Asked {
      targets = targets == null ? List.of() : List.copyOf(targets);
    }
  }
}
