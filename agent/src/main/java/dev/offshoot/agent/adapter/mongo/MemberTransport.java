package dev.offshoot.agent.adapter.mongo;

import dev.offshoot.agent.adapter.file.MongodFolder;
import dev.offshoot.mongoadmin.app.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.function.Supplier;

/** Members are reached as this host's mongod reaches them: with its own files, if it has some. */
public final class MemberTransport implements Supplier<Transport> {

  private final MongodFolder folder;

  /** From the files in this folder. */
  public MemberTransport(MongodFolder folder) {
    this.folder = folder;
  }

  @Override
  public Transport get() {
    try {
      return Files.exists(folder.authorities()) && Files.exists(folder.certificate())
          ? Transport.tls(
              Files.readString(folder.authorities()), Files.readString(folder.certificate()))
          : Transport.clear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
