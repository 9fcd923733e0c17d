package dev.offshoot.state.adapter.http;

import dev.offshoot.state.config.StateConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The token every call must carry, read from its file each time, so that a new one counts at once.
 * While it cannot be read nobody is let in.
 */
@ApplicationScoped
public class BearerToken {

  private static final Logger LOG = Logger.getLogger(BearerToken.class);
  private static final String SCHEME = "bearer ";

  private final StateConfig config;

  /** Wired by CDI. */
  public BearerToken(StateConfig config) {
    this.config = config;
  }

  /** Whether this Authorization header lets the caller in. */
  public boolean admits(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return false;
    }
    String wanted = read();
    return !wanted.isEmpty()
        && MessageDigest.isEqual(
            digest(wanted), digest(authorization.substring(SCHEME.length()).strip()));
  }

  private String read() {
    String file = config.apiTokenFile().orElse("");
    if (file.isEmpty()) {
      LOG.error("offshoot.api-token-file is not set; every call is refused");
      return "";
    }
    try {
      return Files.readString(Path.of(file), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      LOG.errorf("The API token in %s cannot be read; every call is refused", file);
      return "";
    }
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
