package dev.offshoot.agent.adapter.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Files and folders only their owner may read; a file is whole or not there, also after a power
 * cut.
 */
public final class PrivateFiles {

  /** Mode of a file the owner may read and write. */
  public static final String OWNER = "rw-------";

  /** Mode of a keyfile: mongod refuses one that others may read. */
  public static final String OWNER_READ_ONLY = "r--------";

  /** Mode of a file that is no secret, such as a setting of the system. */
  public static final String ALL_READ = "rw-r--r--";

  private PrivateFiles() {}

  /** Writes a file; it is never readable by others, not even while it is written. */
  public static void write(Path file, String content, String mode) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER)));
    Files.writeString(fresh, content, StandardCharsets.UTF_8, StandardOpenOption.SYNC);
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString(mode));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
      folder.force(true);
    }
  }

  /** Makes a folder and its missing parents with mode 0700. */
  public static void folder(Path folder) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }
}
