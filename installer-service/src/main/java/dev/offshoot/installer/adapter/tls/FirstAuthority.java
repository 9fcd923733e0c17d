package dev.offshoot.installer.adapter.tls;

import dev.offshoot.certificates.Authority;
import dev.offshoot.certificates.CertificateOrder.Validity;
import dev.offshoot.certificates.Pem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Makes the first CA of an installation that has none. */
final class FirstAuthority {

  private static final Duration LIFE = Duration.ofDays(3650);

  private FirstAuthority() {}

  /**
   * Writes a CA into a file of mode 0600, unless there is one: of two services that start at once
   * one makes it. It holds from 1970 on, because a host boots with whatever clock it has.
   */
  static void make(Path file, Instant now) {
    Authority made =
        Authority.create(
            "CN=Offshoot agents " + now.truncatedTo(ChronoUnit.SECONDS),
            new Validity(Instant.EPOCH, now.plus(LIFE).truncatedTo(ChronoUnit.SECONDS)));
    try {
      Path fresh =
          Files.createTempFile(
              file.toAbsolutePath().getParent(),
              ".",
              ".new",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try {
        Files.writeString(
            fresh,
            Pem.write(List.of(made.certificate())) + Pem.write(made.key()),
            StandardCharsets.US_ASCII);
        Files.createLink(file, fresh);
      } catch (FileAlreadyExistsException another) {
        // Another copy of this service was quicker: its CA is the one.
      } finally {
        Files.delete(fresh);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the CA of agents cannot be kept in " + file, e);
    }
  }
}
