package dev.offshoot.access.adapter;

import dev.offshoot.access.domain.ApiToken;
import dev.offshoot.access.domain.ApiTokens;
import dev.offshoot.access.domain.Caller;
import dev.offshoot.access.domain.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says whose token an Authorization header shows. Tokens are looked up afresh, but not more often
 * than every 200 ms: a stranger who calls all the time must not have a secrets command run each
 * time. What cannot be read lets in nobody. Safe for many threads.
 */
public final class Doorkeeper {

  private static final String SCHEME = "bearer ";
  private static final long FRESH = Duration.ofMillis(200).toNanos();

  /**
   * Where tokens come from.
   *
   * @param installation the installation's own token in clear, which may do everything
   * @param named the list of named tokens as text
   * @param issued whose a token is that none of these are, if somebody we trust issued it
   * @param trouble told what cannot be read
   */
  public record Sources(
      Supplier<Optional<String>> installation,
      Supplier<Optional<String>> named,
      Function<String, Optional<Caller>> issued,
      Consumer<String> trouble) {

    /**
     * With the installation's own token in a file, which is read again each time.
     *
     * @param file its path; absent or empty for none
     */
    public static Sources of(
        Optional<String> file, Supplier<Optional<String>> named, Consumer<String> trouble) {
      return new Sources(
          () -> file.filter(path -> !path.isEmpty()).map(Sources::read),
          named,
          token -> Optional.empty(),
          trouble);
    }

    /** With tokens of an OpenID Connect issuer besides, if there is one. */
    public Sources and(Optional<OpenIdSettings> issuer) {
      return issuer
          .map(settings -> new OpenIdTokens(settings, trouble))
          .map(tokens -> new Sources(installation, named, tokens::holder, trouble))
          .orElse(this);
    }

    private static String read(String file) {
      try {
        return Files.readString(Path.of(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private record Known(long readAt, String installation, ApiTokens named) {}

  private final Sources sources;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Known known;

  /** With these sources. */
  public Doorkeeper(Sources sources) {
    this.sources = sources;
  }

  /** Who calls with this Authorization header; nobody when it shows no token that counts. */
  public Optional<Caller> admit(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    String shown = authorization.substring(SCHEME.length()).strip();
    if (shown.isEmpty()) {
      return Optional.empty();
    }
    Known now = known();
    return now.named()
        .holder(shown)
        .or(() -> installation(now.installation(), shown))
        .or(() -> sources.issued().apply(shown));
  }

  /** The named tokens as they are now. */
  public ApiTokens named() {
    return known().named();
  }

  private static Optional<Caller> installation(String token, String shown) {
    boolean same = !token.isEmpty() && ApiToken.sameToken(token, shown);
    return same ? Optional.of(new Caller(ApiToken.INSTALLATION, Role.APPROVE)) : Optional.empty();
  }

  private Known known() {
    lock.lock();
    try {
      Known before = known;
      if (before == null || System.nanoTime() - before.readAt() > FRESH) {
        before = new Known(System.nanoTime(), readInstallation(), readNamed());
        known = before;
      }
      return before;
    } finally {
      lock.unlock();
    }
  }

  private String readInstallation() {
    try {
      return sources.installation().get().orElse("").strip();
    } catch (RuntimeException unreadable) {
      sources.trouble().accept("The API token cannot be read; it lets in nobody");
      return "";
    }
  }

  // The cause may repeat what was read, so it is not told.
  private ApiTokens readNamed() {
    try {
      return sources.named().get().map(TokenText::read).orElse(ApiTokens.NONE);
    } catch (RuntimeException unreadable) {
      sources
          .trouble()
          .accept("The list of API tokens cannot be read; none of them lets in anybody");
      return ApiTokens.NONE;
    }
  }
}
