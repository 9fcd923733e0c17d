package dev.offshoot.state.app;

import dev.offshoot.certificates.Identity;
import dev.offshoot.certificates.Pem;
import dev.offshoot.contracts.MemberCertificates;
import dev.offshoot.stage.app.Secrets;
import dev.offshoot.state.domain.Problem;
import dev.offshoot.state.domain.ProblemCode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decides whether what a body says of TLS can be used. */
final class TlsNameChecks {

  /** Options that would switch a check off, or name files of the one who wrote the string. */
  private static final List<String> REFUSED =
      List.of(
          "tlsinsecure=",
          "tlsallowinvalidhostnames=",
          "tlsallowinvalidcertificates=",
          "sslinvalidhostnameallowed=",
          "tlscafile=",
          "tlscertificatekeyfile=");

  private final Secrets secrets;

  TlsNameChecks(Secrets secrets) {
    this.secrets = secrets;
  }

  Optional<Problem> check(String name, String connection, @Nullable TlsBody tls) {
    String lower = connection.toLowerCase(Locale.ROOT);
    Optional<String> refused = REFUSED.stream().filter(lower::contains).findFirst();
    if (refused.isPresent()) {
      return Optional.of(
          new Problem(
              ProblemCode.INVALID_CONNECTION_STRING,
              "The connection string of deployment "
                  + name
                  + " says "
                  + refused.get().replace("=", "")
                  + "; certificates and host names are always checked, with those of named secrets.",
              "Leave it out; name the secrets in tls (--tls-ca, --tls-certificate)."));
    }
    return tls == null
        ? Optional.empty()
        : bad("tls.ca", tls.ca(), Pem::certificates)
            .or(() -> bad("tls.certificate", tls.certificate(), Identity::read))
            .or(() -> badSource(tls.memberCertificates()));
  }

  private Optional<Problem> badSource(@Nullable MemberCertificates source) {
    if (source == null) {
      return Optional.empty();
    }
    return switch (source.from()) {
      case MemberCertificates.AUTHORITY ->
          source.secret() == null
              ? Optional.of(notASource("needs the name of a secret"))
              : bad("tls.memberCertificates.secret", source.secret(), Identity::read);
      case MemberCertificates.FILES, MemberCertificates.COMMAND ->
          source.secret() == null ? Optional.empty() : Optional.of(notASource("takes no secret"));
      case null, default -> Optional.of(notASource("is not known"));
    };
  }

  private static Problem notASource(String why) {
    return new Problem(
        ProblemCode.INVALID_SECRET,
        "What tls.memberCertificates names " + why + ".",
        "Say {\"from\": \"authority\", \"secret\": NAME}, {\"from\": \"files\"} or {\"from\":"
            + " \"command\"}.");
  }

  private Optional<Problem> bad(String field, @Nullable String secret, Consumer<String> read) {
    if (secret == null) {
      return Optional.empty();
    }
    Optional<String> value = secrets.find(secret);
    if (value.isEmpty()) {
      return Optional.of(DeploymentChecks.unknownSecret(field));
    }
    try {
      read.accept(value.get());
      return Optional.empty();
    } catch (IllegalArgumentException unusable) {
      return Optional.of(
          new Problem(
              ProblemCode.INVALID_SECRET,
              "The secret named in " + field + " cannot be used: " + unusable.getMessage() + ".",
              "Set it again: offshoot secret set NAME --file FILE"));
    }
  }
}
