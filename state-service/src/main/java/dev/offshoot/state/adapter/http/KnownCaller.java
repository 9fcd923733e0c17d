package dev.offshoot.state.adapter.http;

import dev.offshoot.access.domain.Caller;
import dev.offshoot.access.domain.Role;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a call: the name of the token, which is known, and behind it in brackets the name the
 * caller gives, which is only said.
 */
final class KnownCaller implements SecurityContext {

  /** Header in which a caller may say its name. */
  static final String HEADER = "Offshoot-Caller";

  private static final int LONGEST = 100;

  private final Caller caller;
  private final String name;

  KnownCaller(Caller caller, @Nullable String said) {
    this.caller = caller;
    String plain = printable(said);
    this.name = plain.isEmpty() ? caller.name() : caller.name() + " (" + plain + ")";
  }

  /** The caller of a call that passed the gate. */
  static KnownCaller of(SecurityContext context) {
    if (context instanceof KnownCaller known) {
      return known;
    }
    throw new IllegalStateException("a call passed without a known caller");
  }

  String name() {
    return name;
  }

  Caller caller() {
    return caller;
  }

  @Override
  public Principal getUserPrincipal() {
    return () -> name;
  }

  @Override
  public boolean isUserInRole(String word) {
    Optional<Role> role = Role.of(word);
    return role.isPresent() && caller.role().includes(role.get());
  }

  @Override
  public boolean isSecure() {
    return false;
  }

  @Override
  public String getAuthenticationScheme() {
    return "Bearer";
  }

  // Printable and short; no bracket, so that nobody ends the brackets of the said name early.
  private static String printable(@Nullable String said) {
    if (said == null) {
      return "";
    }
    String plain = said.replaceAll("[^\\p{L}\\p{N}\\p{P}\\p{Zs}+=]|[()]", "").strip();
    return plain.substring(0, Math.min(LONGEST, plain.length()));
  }
}
