package dev.offshoot.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Access tokens of a real issuer at the real service. Runs with {@code -Doffshoot.it.keycloak=} and
 * a folder with an unpacked Keycloak, which it writes into: {@code tools/fetch.sh keycloak} fetches
 * one.
 */
@EnabledIfSystemProperty(named = "offshoot.it.keycloak", matches = ".+")
class KeycloakIT {

  @Test
  void peopleOfAnIssuerMayDoWhatTheirGroupsGive(@TempDir Path data) throws Exception {
    // Given
    Path distribution = Path.of(System.getProperty("offshoot.it.keycloak"));
    try (Keycloak keycloak = new Keycloak(distribution);
        RunningService service =
            RunningService.start(
                data,
                Map.of(
                    "OFFSHOOT_OIDC_ISSUER", keycloak.issuer().toString(),
                    "OFFSHOOT_OIDC_AUDIENCE", "offshoot",
                    "OFFSHOOT_OIDC_NAME_CLAIM", "preferred_username",
                    "OFFSHOOT_OIDC_ROLES_CLAIM", "realm_access.roles"))) {
      String eva = keycloak.token("eva", "shell");
      String tom = keycloak.token("tom", "shell");

      // When
      RunningService.Answer approved = service.callAs(eva, "DELETE", "/deployments/none", "");
      RunningService.Answer seen = service.callAs(tom, "GET", "/deployments", "");
      RunningService.Answer refused = service.callAs(tom, "DELETE", "/deployments/none", "");
      RunningService.Answer another =
          service.callAs(keycloak.token("eva", "other"), "GET", "/deployments", "");

      // Then
      assertThat(approved.text()).contains("UNKNOWN_DEPLOYMENT");
      assertThat(seen.status()).isEqualTo(200);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.text()).contains("ROLE_MISSING", "oidc:tom");
      assertThat(another.status()).as("a token for another service").isEqualTo(401);
      assertThat(service.get("/audit").text()).contains("CALL_REFUSED", "oidc:tom");
    }
  }
}
