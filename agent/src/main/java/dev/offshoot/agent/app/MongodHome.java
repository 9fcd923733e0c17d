package dev.offshoot.agent.app;

import dev.offshoot.agent.domain.MongodPaths;
import dev.offshoot.agent.protocol.MongodArtifact;
import dev.offshoot.agent.protocol.Secret;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The folder mongod lives in. Every path made is recorded before it is made, and only recorded
 * paths are deleted.
 */
public interface MongodHome {

  /**
   * Keeps the lines a person goes on with when Offshoot is gone (0600), under a line that says
   * where the member lives. Nothing when that worked.
   */
  @Nullable String keepRunbook(List<String> lines);

  /** Whether this very artifact is installed. */
  boolean holds(MongodArtifact artifact);

  /** Fetches, checks and installs; what is not whole and right leaves nothing. */
  Fetched install(MongodArtifact artifact);

  /** The paths a configuration names. */
  MongodPaths paths(boolean withKeyfile);

  /**
   * Makes the folders and writes the configuration (0600) and the keyfile (0400). Nothing when that
   * worked.
   */
  @Nullable String write(String configuration, @Nullable Secret keyfile);

  /** The configuration as last written; empty when there is none. */
  String configuration();

  /** The keyfile as last written, for asking members. */
  @Nullable Secret keyfile();

  /** The address mongod was told to have; absent before. */
  @Nullable String address();

  /** Remembers the address durably. */
  void rememberAddress(String address);

  /**
   * Moves logs and diagnostic data away, then deletes recorded paths.
   *
   * @param notAfter when this moment has passed, nothing is done, as for {@link MongodProcess#stop}
   * @param keepData whether the whole folder is moved away instead, all but the keyfile
   */
  Wiped keepLogsAndWipe(Instant notAfter, boolean keepData);

  /** How wiping ended. */
  sealed interface Wiped {
    /** Nothing of it is there any more. */
    record Clean() implements Wiped {}

    /** It was too late to act on what was known; nothing was touched. */
    record TooLate() implements Wiped {}

    /** What could not be deleted. */
    record Left(List<String> paths) implements Wiped {
      /** Copies the paths. */
      public Left {
        paths = List.copyOf(paths);
      }
    }
  }

  /** How fetching ended. */
  sealed interface Fetched {
    /** It is there. */
    record Installed() implements Fetched {}

    /** Its content is not what was promised. */
    record WrongChecksum(String actual) implements Fetched {}

    /** It is no mongod this host can run. */
    record Unusable(String reason) implements Fetched {}

    /** The host has no such mongod. */
    record Absent(String reason) implements Fetched {}

    /** What the host has is of another version. */
    record WrongVersion(String found) implements Fetched {}

    /** Not now. */
    record NotNow(String reason) implements Fetched {}
  }
}
