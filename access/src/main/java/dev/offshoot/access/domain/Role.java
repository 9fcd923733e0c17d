package dev.offshoot.access.domain;

import java.util.Locale;
import java.util.Optional;

/** What a caller may do. Each role includes the ones before it. */
public enum Role {
  /** Read everything; change nothing. */
  LOOK,
  /** Observe, plan, and propose an expansion that somebody else approves. */
  PLAN,
  /** Everything: register, approve, cancel, give hosts back, offer artifacts. */
  APPROVE;

  /** Whether a holder of this role may do what needs the other. */
  public boolean includes(Role needed) {
    return compareTo(needed) >= 0;
  }

  /** As people write it: {@code look}, {@code plan}, {@code approve}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of this word, or nothing when it is none. */
  public static Optional<Role> of(String word) {
    for (Role role : values()) {
      if (role.word().equals(word)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
