package dev.offshoot.installer.adapter.http;

import dev.offshoot.installer.config.ApiConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The token people show; read afresh, so that a new one needs no restart. Without a token nobody is
 * let in.
 */
@ApplicationScoped
public class BearerToken {

  private static final String SCHEME = "Bearer ";

  private final Optional<String> file;

  /** Wired by CDI. */
  public BearerToken(ApiConfig config) {
    this.file = config.apiTokenFile();
  }

  /** Whether this Authorization header shows it. */
  public boolean isShownIn(@Nullable String authorization) {
    if (file.isEmpty() || authorization == null || !authorization.startsWith(SCHEME)) {
      return false;
    }
    try {
      byte[] token = Files.readString(Path.of(file.get())).strip().getBytes(StandardCharsets.UTF_8);
      byte[] shown =
          authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
      return token.length > 0 && MessageDigest.isEqual(token, shown);
    } catch (IOException unreadable) {
      return false;
    }
  }
}
