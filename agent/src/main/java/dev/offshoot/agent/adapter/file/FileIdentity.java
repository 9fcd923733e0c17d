package dev.offshoot.agent.adapter.file;

import dev.offshoot.agent.adapter.http.KeptIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The identity as files of mode 0600. */
public final class FileIdentity implements KeptIdentity {

  private final String hostRequestId;
  private final Path identity;
  private final Path token;

  /** Of this host request, kept in this file, with the token of the user-data in that one. */
  public FileIdentity(String hostRequestId, Path identity, Path token) {
    this.hostRequestId = hostRequestId;
    this.identity = identity;
    this.token = token;
  }

  @Override
  public String hostRequestId() {
    return hostRequestId;
  }

  @Override
  public String token() {
    return read(token);
  }

  @Override
  public String agentId() {
    return read(identity);
  }

  @Override
  public void keep(String agentId) {
    try {
      PrivateFiles.write(identity, agentId, PrivateFiles.OWNER);
      Files.deleteIfExists(token);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file).strip() : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
