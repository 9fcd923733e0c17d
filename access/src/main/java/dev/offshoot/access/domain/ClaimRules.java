package dev.offshoot.access.domain;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the claims of a token that an OpenID Connect issuer signed become a caller.
 *
 * @param nameClaim claim that says who it is; stands in the audit behind {@code oidc:}
 * @param rolesClaim claim that lists groups or roles; dots lead into objects
 * @param grants what gives a role, in any order; the highest role counts
 */
public record ClaimRules(String nameClaim, String rolesClaim, List<Grant> grants) {

  /** Before the name of everybody whom an issuer vouches for; no token of ours can be named so. */
  public static final String PREFIX = "oidc:";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,99}");

  /** Keeps a copy. */
  public ClaimRules {
    grants = List.copyOf(grants);
  }

  /**
   * One value of the claim.
   *
   * @param role what it gives
   * @param value a group or role at the issuer
   */
  public record Grant(Role role, String value) {}

  /** What became of the claims. */
  public sealed interface Judgement {

    /** Somebody with a role. */
    record Admitted(Caller caller) implements Judgement {}

    /**
     * Nobody who may call.
     *
     * @param reason why, without anything of the token but the name
     */
    record Refused(String reason) implements Judgement {}
  }

  /** Judges claims whose signature, issuer, audience and expiry were verified before. */
  public Judgement judge(Map<String, ?> claims) {
    Object name = claims.get(nameClaim);
    if (!(name instanceof String given) || !NAME.matcher(given).matches()) {
      return new Judgement.Refused(
          "its claim " + nameClaim + " is no name of up to 100 letters, digits and ._@+-");
    }
    Collection<?> held = values(at(claims, rolesClaim));
    Optional<Role> role =
        grants.stream()
            .filter(grant -> held.contains(grant.value()))
            .map(Grant::role)
            .max(Role::compareTo);
    return role.isPresent()
        ? new Judgement.Admitted(new Caller(PREFIX + given, role.get()))
        : new Judgement.Refused(
            PREFIX + given + " has nothing in claim " + rolesClaim + " that gives a role");
  }

  /** A claim of that very name counts before a path: some issuers have dots in names. */
  private static @Nullable Object at(Map<String, ?> claims, String path) {
    if (claims.get(path) != null) {
      return claims.get(path);
    }
    Object at = claims;
    for (String name : path.split("\\.", -1)) {
      at = at instanceof Map<?, ?> object ? object.get(name) : null;
    }
    return at;
  }

  private static Collection<?> values(@Nullable Object claim) {
    return switch (claim) {
      case String words -> Arrays.asList(words.split(" ", -1));
      case Collection<?> list -> list;
      case null, default -> List.of();
    };
  }
}
