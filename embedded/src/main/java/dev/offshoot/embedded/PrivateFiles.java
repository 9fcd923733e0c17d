package dev.offshoot.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/** Files and folders that only their owner may read. */
public final class PrivateFiles {
  private static final Set<PosixFilePermission> OWNER_FILE =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OWNER_FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final SecureRandom RANDOM = new SecureRandom();

  private PrivateFiles() {}

  /**
   * Writes a file of mode 0600, whole or not at all; it is never readable by others, not even while
   * it is written.
   */
  public static void write(Path file, String content) {
    try {
      Path fresh =
          Files.createTempFile(
              file.getParent(),
              ".",
              ".new",
              PosixFilePermissions.asFileAttribute(EnumSet.copyOf(OWNER_FILE)));
      Files.writeString(fresh, content, StandardCharsets.UTF_8, StandardOpenOption.SYNC);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** Makes the folder that a file is to be in. */
  static void folderOf(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      folder(parent);
    }
  }

  /** Reads a file without the white space around its content. */
  public static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Makes a folder and its missing parents; a folder it makes has mode 0700. */
  public static Path folder(Path folder) {
    try {
      return Files.createDirectories(
          folder, PosixFilePermissions.asFileAttribute(EnumSet.copyOf(OWNER_FOLDER)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the folder " + folder, e);
    }
  }

  /**
   * The secret kept in this file; a random one of {@code bytes} bytes is made and kept on first
   * use.
   */
  public static String keptSecret(Path file, int bytes) {
    if (!Files.exists(file)) {
      byte[] random = new byte[bytes];
      RANDOM.nextBytes(random);
      // A keyfile may use these characters, and a connection string needs no escapes for them.
      write(
          file,
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(random)
              .replace('-', 'x')
              .replace('_', 'y'));
    }
    return read(file);
  }
}
