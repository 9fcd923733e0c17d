package dev.offshoot.planner.domain.check;

import dev.offshoot.planner.domain.RefusalCode;
import dev.offshoot.planner.domain.WarningCode;
import dev.offshoot.planner.domain.plan.PlanCheck;
import org.jspecify.annotations.Nullable;

/** What a check found. */
public sealed interface Finding {

  /**
   * A reason for no plan.
   *
   * @param code which
   * @param member address of the member concerned, if it is about one
   * @param detail what was found, on which object
   * @param remedy what to do
   * @param acceptable whether this one may be accepted by name
   */
  record Refused(
      RefusalCode code, @Nullable String member, String detail, String remedy, boolean acceptable)
      implements Finding {}

  /**
   * Something to know.
   *
   * @param code which
   * @param detail what it means here
   */
  record Warned(WarningCode code, String detail) implements Finding {}

  /**
   * Something that was looked at.
   *
   * @param check for the plan
   */
  record Noted(PlanCheck check) implements Finding {}

  /** A refusal about the set or the request as a whole. */
  static Finding refused(RefusalCode code, String detail, String remedy) {
    return new Refused(code, null, detail, remedy, code.acceptable());
  }

  /** A refusal about one member. */
  static Finding refused(RefusalCode code, String member, String detail, String remedy) {
    return new Refused(code, member, detail, remedy, code.acceptable());
  }

  /** A warning. */
  static Finding warned(WarningCode code, String detail) {
    return new Warned(code, detail);
  }

  /** Something found to be as it must be. */
  static Finding ok(String name, String detail) {
    return new Noted(new PlanCheck(name, "ok", detail));
  }

  /** Something that can only be looked at later, before any change to the set. */
  static Finding later(String name, String detail) {
    return new Noted(new PlanCheck(name, "later", detail));
  }
}
