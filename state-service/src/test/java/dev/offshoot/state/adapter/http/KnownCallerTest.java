package dev.offshoot.state.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.access.domain.Caller;
import dev.offshoot.access.domain.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KnownCallerTest {

  @Test
  void theTokensNameStandsBeforeTheNameThatIsOnlySaid() {
    assertThat(called(null)).isEqualTo("ci");
    assertThat(called("  \u0007\n ")).isEqualTo("ci");
    assertThat(called("eva@ops\r\nX: 1")).isEqualTo("ci (eva@opsX: 1)");
    assertThat(called("eva) api-token (root")).isEqualTo("ci (eva api-token root)");
    assertThat(called("é".repeat(300))).hasSize("ci ()".length() + 100);
  }

  @Test
  void aRoleIncludesTheOnesBeforeIt() {
    KnownCaller planner = new KnownCaller(new Caller("ci", Role.PLAN), null);

    assertThat(planner.isUserInRole("look")).isTrue();
    assertThat(planner.isUserInRole("plan")).isTrue();
    assertThat(planner.isUserInRole("approve")).isFalse();
    assertThat(planner.isUserInRole("root")).isFalse();
  }

  private static String called(@Nullable String said) {
    return new KnownCaller(new Caller("ci", Role.LOOK), said).name();
  }
}
