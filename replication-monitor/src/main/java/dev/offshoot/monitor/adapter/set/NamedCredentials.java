package dev.offshoot.monitor.adapter.set;

import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.mongoadmin.app.ConnectionStrings;
import dev.offshoot.mongoadmin.app.Credential;
import dev.offshoot.mongoadmin.app.Seeds;
import dev.offshoot.mongoadmin.app.Transport;
import dev.offshoot.mongoadmin.app.Transports;
import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.Purpose;
import dev.offshoot.stage.app.Secrets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The users of a deployment by purpose; the first secret serves for those left out. */
public final class NamedCredentials {

  private final Secrets secrets;
  private final DeploymentReference deployment;
  private final Seeds seeds;

  /** Of this deployment, whose connection string says that. */
  public NamedCredentials(Secrets secrets, DeploymentReference deployment, Seeds seeds) {
    this.secrets = secrets;
    this.seeds = seeds;
    this.deployment = deployment;
  }

  /** The user, looked up afresh; NotAuthenticated names the secret that is not there. */
  public Answer<Credential> of(Purpose purpose) {
    @Nullable String own =
        switch (purpose) {
          case OBSERVE -> deployment.observeCredentials();
          case CHANGE -> deployment.credentials();
          case PROVE -> deployment.proveCredentials();
        };
    @Nullable String name = own == null ? deployment.credentials() : own;
    if (name == null) {
      return new Answer.Answered<>(seeds.x509() ? Credential.x509() : Credential.none());
    }
    return secrets
        .find(name)
        .map(NamedCredentials::parsed)
        .orElseGet(() -> new Answer.NotAuthenticated<>("there is no secret named " + name));
  }

  /** How its members are reached, looked up afresh. */
  public Answer<Transport> transport() {
    return Transports.of(deployment, seeds.tls(), secrets::find);
  }

  /** What a connection string says; one that cannot be read says nothing. */
  public static Seeds seeds(ConnectionStrings strings, DeploymentReference deployment) {
    return switch (strings.read(deployment.connectionString())) {
      case ConnectionStrings.Reading.Valid(Seeds seeds) -> seeds;
      // The members of the plan are known anyway.
      case ConnectionStrings.Reading.Invalid ignored -> new Seeds(List.of(), null, false, false);
    };
  }

  private static Answer<Credential> parsed(String secret) {
    try {
      return new Answer.Answered<>(Credential.parse(secret));
    } catch (IllegalArgumentException wrong) {
      return new Answer.NotAuthenticated<>("the secret is not user:password");
    }
  }
}
