package dev.offshoot.state.app;

import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.mongoadmin.app.ConnectionStrings;
import dev.offshoot.mongoadmin.app.Credential;
import dev.offshoot.mongoadmin.app.Keyfile;
import dev.offshoot.mongoadmin.app.Seeds;
import dev.offshoot.stage.app.Secrets;
import dev.offshoot.state.domain.AddressTemplateRules;
import dev.offshoot.state.domain.ConnectionStringSecrets;
import dev.offshoot.state.domain.Problem;
import dev.offshoot.state.domain.ProblemCode;
import dev.offshoot.state.domain.RequestRules;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides whether a deployment can be registered as it is described. */
public final class DeploymentChecks {

  private static final List<String> POLICIES =
      List.of(DeploymentReference.WARN, DeploymentReference.ENFORCE);

  private final ConnectionStrings strings;
  private final Secrets secrets;
  private final TlsNameChecks tls;

  /** With these ports. */
  public DeploymentChecks(ConnectionStrings strings, Secrets secrets) {
    this.strings = strings;
    this.secrets = secrets;
    this.tls = new TlsNameChecks(secrets);
  }

  /**
   * A deployment that can be registered.
   *
   * @param reference how to reach it
   * @param tls whether members are reached by TLS
   */
  record Checked(DeploymentReference reference, boolean tls) {}

  /** The deployment, or the first thing that is wrong with it. */
  Outcome<Checked> check(String name, DeploymentBody body) {
    if (!RequestRules.isName(name)) {
      return Outcome.refused(
          ProblemCode.INVALID_NAME,
          "This cannot be the name of a deployment.",
          "Use up to 63 letters, digits, dots, hyphens and underscores, a letter or digit first.");
    }
    String connection = body.connectionString();
    if (connection == null || connection.isBlank()) {
      return Outcome.refused(
          ProblemCode.INVALID_CONNECTION_STRING,
          "Field connectionString is missing.",
          "Give it as mongodb://HOST:PORT,…/?replicaSet=NAME.");
    }
    if (ConnectionStringSecrets.present(connection)) {
      return Outcome.refused(
          ProblemCode.PASSWORD_IN_CONNECTION_STRING,
          "The connection string of deployment " + name + " holds a password.",
          "Put user:password into a secret (offshoot secret set NAME) and name it in credentials.");
    }
    return switch (strings.read(connection)) {
      case ConnectionStrings.Reading.Invalid(String reason) ->
          Outcome.refused(
              ProblemCode.INVALID_CONNECTION_STRING,
              "The connection string of deployment " + name + " cannot be used: " + reason + ".",
              "Give it as mongodb://HOST:PORT,…/?replicaSet=NAME.");
      case ConnectionStrings.Reading.Valid(Seeds seeds) ->
          badHostChecks(name, body.hostChecks())
              .or(() -> badTemplate(name, body.addressTemplate()))
              .or(() -> badSecret(body))
              .or(() -> tls.check(name, connection, body.tls()))
              .or(() -> contradiction(name, connection, body.saysTls(), seeds.tls()))
              .<Outcome<Checked>>map(Outcome::refused)
              .orElseGet(() -> Outcome.done(checked(name, connection, body, seeds.tls())));
    };
  }

  private static Checked checked(
      String name, String connection, DeploymentBody body, boolean saysTls) {
    String whole = body.wantsTls() && !saysTls ? withTls(connection) : connection;
    return new Checked(body.reference(name, whole), saysTls || body.wantsTls());
  }

  /** The field and the connection string may both speak of TLS, but not against each other. */
  private static Optional<Problem> contradiction(
      String name, String connection, @Nullable Boolean wanted, boolean saysTls) {
    String lower = connection.toLowerCase(Locale.ROOT);
    boolean saysSo = lower.contains("tls=") || lower.contains("ssl=");
    boolean opposite = wanted != null && (saysTls ? !wanted : wanted && saysSo);
    if (!opposite) {
      return Optional.empty();
    }
    return Optional.of(
        new Problem(
            ProblemCode.INVALID_CONNECTION_STRING,
            "Field tls of deployment "
                + name
                + " is "
                + wanted
                + ", and its connection string says the opposite.",
            "Say it in one of them only."));
  }

  private static Optional<Problem> badHostChecks(String name, @Nullable String policy) {
    return policy == null || POLICIES.contains(policy)
        ? Optional.empty()
        : Optional.of(
            new Problem(
                ProblemCode.INVALID_REQUEST,
                "Field hostChecks of deployment " + name + " is neither of " + POLICIES + ".",
                "Say enforce to have a host refused that is not as MongoDB asks, warn to be told."));
  }

  private static Optional<Problem> badTemplate(String name, @Nullable String template) {
    return template == null
        ? Optional.empty()
        : AddressTemplateRules.wrongWith(template)
            .map(
                wrong ->
                    new Problem(
                        ProblemCode.INVALID_ADDRESS_TEMPLATE,
                        "The address template of deployment "
                            + name
                            + ", "
                            + template
                            + ", cannot be used: "
                            + wrong
                            + ".",
                        AddressTemplateRules.REMEDY));
  }

  private Optional<Problem> badSecret(DeploymentBody body) {
    return badCredential("credentials", body.credentials())
        .or(() -> badCredential("observeCredentials", body.observeCredentials()))
        .or(() -> badCredential("proveCredentials", body.proveCredentials()))
        .or(() -> badKeyfile(body.keyfile()));
  }

  private Optional<Problem> badCredential(String field, @Nullable String secret) {
    if (secret == null) {
      return Optional.empty();
    }
    Optional<String> value = secrets.find(secret);
    if (value.isEmpty()) {
      return Optional.of(unknownSecret(field));
    }
    try {
      var unused = Credential.parse(value.get());
      return Optional.empty();
    } catch (IllegalArgumentException notOne) {
      return Optional.of(
          new Problem(
              ProblemCode.INVALID_SECRET,
              "The secret named in " + field + " is not of the form user:password.",
              "Set it again: offshoot secret set NAME"));
    }
  }

  private Optional<Problem> badKeyfile(@Nullable String secret) {
    if (secret == null) {
      return Optional.empty();
    }
    Optional<String> value = secrets.find(secret);
    if (value.isEmpty()) {
      return Optional.of(unknownSecret("keyfile"));
    }
    return Keyfile.of(value.get()).keys().isEmpty()
        ? Optional.of(
            new Problem(
                ProblemCode.INVALID_SECRET,
                "The secret named in keyfile holds no key.",
                "Set it again: offshoot secret set NAME --file KEYFILE"))
        : Optional.empty();
  }

  /** The value may be a password given by mistake, so it is not repeated. */
  static Problem unknownSecret(String field) {
    return new Problem(
        ProblemCode.UNKNOWN_SECRET,
        "There is no secret of the name given in " + field + ".",
        "Set it first: offshoot secret set NAME");
  }

  private static String withTls(String connection) {
    if (connection.contains("?")) {
      return connection + "&tls=true";
    }
    boolean slash = connection.substring(connection.indexOf("://") + 3).contains("/");
    return connection + (slash ? "?tls=true" : "/?tls=true");
  }
}
