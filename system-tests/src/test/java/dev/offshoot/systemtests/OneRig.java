package dev.offshoot.systemtests;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Held by a test that looks at what a cloud leaves on this machine: tests run side by side in
 * processes of their own, and two clouds at once could not tell whose it is.
 */
final class OneRig implements AutoCloseable {

  private final FileChannel file;

  private OneRig(FileChannel file) {
    this.file = file;
  }

  /** Waits until no other process holds it. */
  static OneRig mine() throws IOException {
    Path folder = Files.createDirectories(CommandLine.checkout().resolve("target"));
    FileChannel file =
        FileChannel.open(
            folder.resolve("rig.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    var unused = file.lock();
    return new OneRig(file);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
