package dev.offshoot.cli.local;

import dev.offshoot.access.adapter.TokenText;
import dev.offshoot.access.domain.ApiToken;
import dev.offshoot.access.domain.ApiTokens;
import dev.offshoot.access.domain.Role;
import dev.offshoot.cli.CommandFailed;
import dev.offshoot.embedded.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.function.UnaryOperator;

/**
 * The named tokens of an installation: a secret like the others, in a file of mode 0600 that holds
 * their hashes. Two commands at once change it one after the other.
 */
public final class TokenFile {
  private static final int TOKEN_BYTES = 32;
  private static final String PREFIX = "offshoot_";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final DataDir dataDir;
  private final String user;
  private final InstantSource clock;

  /**
   * The file of this data folder.
   *
   * @param user who changes it, for the audit
   */
  public TokenFile(DataDir dataDir, String user, InstantSource clock) {
    this.dataDir = dataDir;
    this.user = user;
    this.clock = clock;
  }

  /** All that were ever made. */
  public ApiTokens read() {
    try {
      return Files.exists(file()) ? TokenText.read(PrivateFiles.read(file())) : ApiTokens.NONE;
    } catch (IllegalArgumentException unreadable) {
      throw new CommandFailed(
          "the list of tokens in " + file() + " cannot be read",
          "Mend the file, or move it away: then no named token counts, and new ones can be made.");
    }
  }

  /** Makes one, and answers it: it is kept nowhere. */
  public String add(String name, Role role) {
    byte[] random = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(random);
    String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    change(
        tokens -> {
          requireFree(tokens, name);
          return tokens.with(new ApiToken(name, role, ApiToken.hash(token), change(), null));
        });
    return token;
  }

  /** Removes the one of this name. */
  public void remove(String name) {
    change(
        tokens -> {
          if (tokens.named(name).isEmpty()) {
            throw new CommandFailed("there is no token " + name, "See: ./offshoot token list");
          }
          return tokens.without(name, change());
        });
  }

  private static void requireFree(ApiTokens tokens, String name) {
    if (tokens.named(name).isPresent()) {
      throw new CommandFailed(
          "there is a token " + name + " already",
          "Remove it first (./offshoot token remove " + name + "), or take another name.");
    }
  }

  private void change(UnaryOperator<ApiTokens> change) {
    dataDir.prepare();
    Path lockFile = dataDir.root().resolve("api-tokens.lock");
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      PrivateFiles.write(file(), TokenText.write(change.apply(read())));
      assert held.isValid();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot change " + file(), e);
    }
  }

  private ApiToken.Change change() {
    return new ApiToken.Change(clock.instant().truncatedTo(ChronoUnit.MILLIS), user);
  }

  private Path file() {
    return dataDir.secrets().resolve("api-tokens");
  }
}
