package dev.offshoot.state.adapter.observe;

import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.ObservedProblem;
import dev.offshoot.mongoadmin.app.Credential;
import dev.offshoot.mongoadmin.app.Keyfile;
import dev.offshoot.mongoadmin.app.NamedCredential;
import dev.offshoot.mongoadmin.app.Seeds;
import dev.offshoot.mongoadmin.app.Transport;
import dev.offshoot.mongoadmin.app.Transports;
import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.stage.app.Secrets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Resolves a deployment's secrets; one that is missing becomes no login, and is told. */
final class NamedCredentials {

  private final Secrets secrets;
  private final Seeds seeds;
  private final List<ObservedProblem> problems = new ArrayList<>();

  NamedCredentials(Secrets secrets, Seeds seeds) {
    this.seeds = seeds;
    this.secrets = secrets;
  }

  NamedCredential change(DeploymentReference deployment) {
    return resolve(deployment.credentials());
  }

  NamedCredential observe(DeploymentReference deployment) {
    return resolve(either(deployment.observeCredentials(), deployment.credentials()));
  }

  NamedCredential prove(DeploymentReference deployment) {
    return resolve(either(deployment.proveCredentials(), deployment.credentials()));
  }

  @Nullable Keyfile keyfile(DeploymentReference deployment) {
    String name = deployment.keyfile();
    return name == null ? null : secrets.find(name).map(Keyfile::of).orElse(null);
  }

  /** What was wrong with secrets so far. */
  List<ObservedProblem> problems() {
    return List.copyOf(problems);
  }

  private static @Nullable String either(@Nullable String first, @Nullable String second) {
    return first == null ? second : first;
  }

  /** How members are reached; in clear, and told, where a secret is missing. */
  Transport transport(DeploymentReference deployment) {
    Answer<Transport> answer = Transports.of(deployment, seeds.tls(), secrets::find);
    return answer
        .answer()
        .orElseGet(
            () -> {
              problems.add(new ObservedProblem("TLS_MISMATCH", null, answer.explain()));
              return Transport.clear();
            });
  }

  private NamedCredential resolve(@Nullable String name) {
    if (name == null) {
      return new NamedCredential(null, seeds.x509() ? Credential.x509() : Credential.none());
    }
    try {
      return new NamedCredential(name, Credential.parse(secrets.find(name).orElse("")));
    } catch (IllegalArgumentException missing) {
      ObservedProblem problem =
          new ObservedProblem(
              "NOT_AUTHORIZED",
              null,
              "The secret " + name + " is not known, or is not of the form user:password.");
      if (!problems.contains(problem)) {
        problems.add(problem);
      }
      return new NamedCredential(name, Credential.none());
    }
  }
}
