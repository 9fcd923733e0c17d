package dev.offshoot.agent.adapter.file;

import dev.offshoot.agent.adapter.http.KeptIdentity;
import dev.offshoot.agent.protocol.EnrolmentAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The identity as files of mode 0600. The certificate is written last: it stands for the whole
 * identity, so that an interrupted agent asks again.
 */
public final class FileIdentity implements KeptIdentity {

  private final String hostRequestId;
  private final Path folder;
  private final Path token;
  private final Path givenAuthorities;

  /** Of this host request, kept in this folder, with what the user-data gave it. */
  public FileIdentity(String hostRequestId, Path folder, Path token, Path givenAuthorities) {
    this.hostRequestId = hostRequestId;
    this.folder = folder;
    this.token = token;
    this.givenAuthorities = givenAuthorities;
  }

  @Override
  public String hostRequestId() {
    return hostRequestId;
  }

  @Override
  public String token() {
    return read(token).strip();
  }

  @Override
  public String agentId() {
    return read(folder.resolve("identity")).strip();
  }

  @Override
  public String certificate() {
    return read(folder.resolve("certificate.pem"));
  }

  @Override
  public String authorities() {
    String kept = read(folder.resolve("authorities.pem"));
    return kept.isEmpty() ? read(givenAuthorities) : kept;
  }

  @Override
  public void keep(EnrolmentAnswer answer) {
    try {
      write("authorities.pem", answer.authorities());
      write("identity", answer.agentId());
      write("certificate.pem", answer.certificate());
      Files.deleteIfExists(token);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String name, String content) throws IOException {
    PrivateFiles.write(folder.resolve(name), content, PrivateFiles.OWNER);
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
