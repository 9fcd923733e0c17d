package dev.offshoot.state.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SetGlanceTest {

  private static final SetGlance.MemberGlance A =
      new SetGlance.MemberGlance("a:1", "PRIMARY", true);
  private static final SetGlance.MemberGlance B =
      new SetGlance.MemberGlance("b:1", "SECONDARY", true);

  @Test
  void theSameGlanceHasNoChanges() {
    SetGlance glance = new SetGlance("a:1", 3, List.of(A, B));
    assertThat(new SetGlance("a:1", 3, List.of(A, B)).changesSince(glance)).isEmpty();
  }

  @Test
  void everyChangeIsASentence() {
    // Given
    SetGlance before = new SetGlance("a:1", 3, List.of(A, B));

    // When
    SetGlance after =
        new SetGlance(
            "b:1",
            4,
            List.of(
                new SetGlance.MemberGlance("b:1", "PRIMARY", true),
                new SetGlance.MemberGlance("c:1", "STARTUP2", true)));

    // Then
    assertThat(after.changesSince(before))
        .containsExactly(
            "The primary is b:1; it was a:1.",
            "Member b:1 is PRIMARY; it was SECONDARY.",
            "Member c:1 is new; it is STARTUP2.",
            "Member a:1 is no longer in the set.");
  }
}
