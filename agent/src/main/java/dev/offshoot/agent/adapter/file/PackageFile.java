package dev.offshoot.agent.adapter.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A .deb file of the host or of an https address, copied so that what is installed is what was
 * checked.
 *
 * @param path where the copy is put
 */
record PackageFile(Path path) {

  private static final int BUFFER = 1 << 17;
  private static final int OK = 200;
  private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(10);
  private static final Duration ANSWERS_WITHIN = Duration.ofMinutes(5);

  /** Its SHA-256; empty when there is no such file. */
  Optional<String> receive(String from) throws IOException {
    if (from.startsWith("/")) {
      Path file = Path.of(from);
      return Files.isRegularFile(file)
          ? Optional.of(copy(Files.newInputStream(file)))
          : Optional.empty();
    }
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECTS_WITHIN)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(from)).timeout(ANSWERS_WITHIN).build();
      HttpResponse<InputStream> answer =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        return answer.statusCode() == OK ? Optional.of(copy(body)) : Optional.empty();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  void delete() throws IOException {
    Files.deleteIfExists(path);
  }

  private String copy(InputStream content) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(content, digest);
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(path), BUFFER)) {
      in.transferTo(out);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
