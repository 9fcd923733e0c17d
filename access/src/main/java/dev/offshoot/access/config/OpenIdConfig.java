package dev.offshoot.access.config;

import dev.offshoot.access.adapter.OpenIdSettings;
import dev.offshoot.access.domain.ClaimRules;
import dev.offshoot.access.domain.Role;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whose access tokens count besides our own; see docs/security-http.md. */
@ConfigMapping(prefix = "offshoot.oidc")
public interface OpenIdConfig {

  /** Issuer of OpenID Connect whose access tokens count, as it stands in them; without it none. */
  Optional<String> issuer();

  /** What a token must be meant for (claim {@code aud}); needed with an issuer. */
  Optional<String> audience();

  /** Claim that says who it is; the audit shows it behind {@code oidc:}. */
  @WithDefault("sub")
  String nameClaim();

  /** Claim that lists groups or roles; dots lead into objects ({@code realm_access.roles}). */
  @WithDefault("groups")
  String rolesClaim();

  /** Values of that claim which give the role {@code look}. */
  @WithDefault("offshoot-look")
  List<String> look();

  /** Values of that claim which give the role {@code plan}. */
  @WithDefault("offshoot-plan")
  List<String> plan();

  /** Values of that claim which give the role {@code approve}. */
  @WithDefault("offshoot-approve")
  List<String> approve();

  /**
   * What was configured, or nothing without an issuer.
   *
   * @throws IllegalArgumentException naming the key that cannot be used
   */
  static Optional<OpenIdSettings> settings(OpenIdConfig config) {
    List<ClaimRules.Grant> grants = new ArrayList<>();
    config.look().forEach(value -> grants.add(new ClaimRules.Grant(Role.LOOK, value)));
    config.plan().forEach(value -> grants.add(new ClaimRules.Grant(Role.PLAN, value)));
    config.approve().forEach(value -> grants.add(new ClaimRules.Grant(Role.APPROVE, value)));
    return config
        .issuer()
        .filter(issuer -> !issuer.isBlank())
        .map(
            issuer ->
                new OpenIdSettings(
                    URI.create(issuer),
                    config.audience().orElse(""),
                    new ClaimRules(config.nameClaim(), config.rolesClaim(), grants)));
  }
}
