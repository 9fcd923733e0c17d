package dev.offshoot.provisioner.adapter.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * One small file per host request that outlives its host: held locked while a provider works on the
 * request, so that two workers, in one process or in two, never do; and once the host was released
 * it says so for ever, so that a call that comes late makes nothing.
 */
final class RequestFile implements AutoCloseable {

  private static final String RELEASED = "released";

  private final FileChannel channel;
  private final FileLock lock;

  private RequestFile(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /** Locks the request; nothing while somebody else works on it. */
  static Optional<RequestFile> lock(Path root, String id) throws IOException {
    Path folder = root.resolve(".requests");
    HostsFolder.privateFolder(folder);
    FileChannel channel =
        FileChannel.open(
            folder.resolve(id),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(new RequestFile(channel, lock));
      }
    } catch (OverlappingFileLockException sameProcess) {
      channel.close();
      return Optional.empty();
    }
    channel.close();
    return Optional.empty();
  }

  boolean released() throws IOException {
    ByteBuffer content = ByteBuffer.allocate(RELEASED.length());
    int read = channel.read(content, 0);
    return read == RELEASED.length()
        && new String(content.array(), StandardCharsets.US_ASCII).equals(RELEASED);
  }

  void markReleased() throws IOException {
    ByteBuffer content = ByteBuffer.wrap(RELEASED.getBytes(StandardCharsets.US_ASCII));
    while (content.hasRemaining()) {
      channel.write(content, content.position());
    }
    channel.force(true);
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }
}
