package dev.offshoot.access.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ApiTokensTest {

  private static final ApiToken.Change AT =
      new ApiToken.Change(Instant.parse("2026-01-01T00:00:00Z"), "root");

  @Test
  void aRoleIncludesThoseBeforeItAndNoneBehindIt() {
    assertThat(Role.APPROVE.includes(Role.PLAN)).isTrue();
    assertThat(Role.PLAN.includes(Role.PLAN)).isTrue();
    assertThat(Role.PLAN.includes(Role.LOOK)).isTrue();
    assertThat(Role.LOOK.includes(Role.PLAN)).isFalse();
    assertThat(Role.PLAN.includes(Role.APPROVE)).isFalse();
    assertThat(Role.of("Look")).isEmpty();
  }

  @Test
  void aTokenIsKnownByItsHashUntilItIsRemoved() {
    ApiTokens tokens = ApiTokens.NONE.with(token("eva", "one")).with(token("ci", "two"));

    assertThat(tokens.holder("two")).contains(new Caller("ci", Role.PLAN));
    assertThat(tokens.holder("three")).isEmpty();
    assertThat(tokens.holder(ApiToken.hash("two"))).as("the hash itself").isEmpty();
    assertThat(tokens.without("ci", AT).holder("two")).isEmpty();
    assertThat(tokens.without("ci", AT).holder("one")).isPresent();
  }

  @Test
  void aNameIsFreeAgainOnceItsTokenIsRemovedAndTheOldOneStaysListed() {
    ApiTokens tokens = ApiTokens.NONE.with(token("ci", "old"));
    assertThatThrownBy(() -> tokens.with(token("ci", "new")))
        .isInstanceOf(IllegalStateException.class);

    ApiTokens again = tokens.without("ci", AT).with(token("ci", "new"));

    assertThat(again.tokens()).hasSize(2);
    assertThat(again.holder("new")).isPresent();
    assertThat(again.holder("old")).isEmpty();
  }

  @Test
  void noTokenCanPassForTheInstallationsOwnOrHideInTheAudit() {
    assertThat(ApiToken.isName("eva.ops-2")).isTrue();
    assertThat(ApiToken.isName(ApiToken.INSTALLATION)).isFalse();
    assertThat(ApiToken.isName("eva (root)")).isFalse();
    assertThat(ApiToken.isName("")).isFalse();
  }

  private static ApiToken token(String name, String token) {
    return new ApiToken(name, Role.PLAN, ApiToken.hash(token), AT, null);
  }
}
