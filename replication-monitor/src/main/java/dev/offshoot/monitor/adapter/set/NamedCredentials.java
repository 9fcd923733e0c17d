package dev.offshoot.monitor.adapter.set;

import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.mongoadmin.app.Credential;
import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.Purpose;
import dev.offshoot.stage.app.Secrets;
import org.jspecify.annotations.Nullable;

/** The users of a deployment by purpose; the first secret serves for those left out. */
public final class NamedCredentials {

  private final Secrets secrets;
  private final DeploymentReference deployment;

  /** Of this deployment. */
  public NamedCredentials(Secrets secrets, DeploymentReference deployment) {
    this.secrets = secrets;
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
      return new Answer.Answered<>(Credential.none());
    }
    return secrets
        .find(name)
        .map(NamedCredentials::parsed)
        .orElseGet(() -> new Answer.NotAuthenticated<>("there is no secret named " + name));
  }

  private static Answer<Credential> parsed(String secret) {
    try {
      return new Answer.Answered<>(Credential.parse(secret));
    } catch (IllegalArgumentException wrong) {
      return new Answer.NotAuthenticated<>("the secret is not user:password");
    }
  }
}
