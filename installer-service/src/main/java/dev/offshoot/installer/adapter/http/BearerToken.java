package dev.offshoot.installer.adapter.http;

import dev.offshoot.access.adapter.Doorkeeper;
import dev.offshoot.access.domain.Caller;
import dev.offshoot.access.domain.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people show to use the catalogue of artifacts. Without a token nobody is let in. */
@ApplicationScoped
public class BearerToken {

  private final Doorkeeper doorkeeper;

  /** Wired by CDI. */
  public BearerToken(Doorkeeper doorkeeper) {
    this.doorkeeper = doorkeeper;
  }

  /** Whose token this Authorization header shows. */
  Optional<Caller> caller(@Nullable String authorization) {
    return doorkeeper.admit(authorization);
  }

  /** Why this Authorization header is not enough, or nothing when it is. */
  Optional<Response> refusal(@Nullable String authorization, Role needed) {
    Optional<Caller> caller = caller(authorization);
    if (caller.isEmpty()) {
      return Optional.of(
          Response.fromResponse(
                  Problems.of(
                      401, "UNAUTHORIZED", "show an API token: Authorization: Bearer TOKEN"))
              .header("WWW-Authenticate", "Bearer")
              .build());
    }
    Role held = caller.get().role();
    return held.includes(needed)
        ? Optional.empty()
        : Optional.of(
            Problems.of(
                403,
                "ROLE_MISSING",
                "token %s has the role %s; this call needs %s"
                    .formatted(caller.get().name(), held.word(), needed.word())));
  }
}
