package dev.offshoot.access.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.access.domain.ClaimRules.Grant;
import dev.offshoot.access.domain.ClaimRules.Judgement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimRulesTest {

  private static final List<Grant> GRANTS =
      List.of(
          new Grant(Role.LOOK, "offshoot-look"),
          new Grant(Role.APPROVE, "dba"),
          new Grant(Role.PLAN, "offshoot-plan"));
  private static final ClaimRules RULES = new ClaimRules("preferred_username", "groups", GRANTS);

  @Test
  void theHighestRoleThatAClaimGivesCounts() {
    // Given
    Map<String, Object> claims =
        Map.of("preferred_username", "eva", "groups", List.of("staff", "offshoot-look", "dba"));

    // When // Then
    assertThat(RULES.judge(claims))
        .isEqualTo(new Judgement.Admitted(new Caller("oidc:eva", Role.APPROVE)));
  }

  @Test
  void rolesMayLieInAnObjectOrStandInOneText() {
    // Given
    ClaimRules nested = new ClaimRules("sub", "realm_access.roles", GRANTS);
    ClaimRules scope = new ClaimRules("sub", "scope", GRANTS);
    Judgement plan = new Judgement.Admitted(new Caller("oidc:ci", Role.PLAN));

    // When // Then
    assertThat(
            nested.judge(
                Map.of("sub", "ci", "realm_access", Map.of("roles", List.of("offshoot-plan")))))
        .isEqualTo(plan);
    assertThat(nested.judge(Map.of("sub", "ci", "realm_access.roles", List.of("offshoot-plan"))))
        .isEqualTo(plan);
    assertThat(scope.judge(Map.of("sub", "ci", "scope", "openid offshoot-plan"))).isEqualTo(plan);
  }

  @Test
  void somebodyWithoutARoleOrAPlainNameMayNotCall() {
    // Given
    List<Map<String, Object>> nobody =
        List.of(
            Map.of("preferred_username", "eva"),
            Map.of("preferred_username", "eva", "groups", List.of("dba2", 7)),
            Map.of("preferred_username", "eva", "groups", Map.of("dba", true)),
            Map.of("groups", List.of("dba")),
            Map.of("preferred_username", "", "groups", List.of("dba")),
            Map.of("preferred_username", "eva (root)", "groups", List.of("dba")),
            Map.of("preferred_username", 7, "groups", List.of("dba")));

    // When // Then
    assertThat(nobody).allMatch(claims -> RULES.judge(claims) instanceof Judgement.Refused);
  }
}
