package dev.offshoot.installer.app;

import dev.offshoot.agent.protocol.Goal;
import dev.offshoot.agent.protocol.GoalState;
import dev.offshoot.agent.protocol.MongodTls;
import dev.offshoot.agent.protocol.Secret;
import dev.offshoot.stage.app.Secrets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives an agent its goal; only here, and only for its own enrolled agent, does a secret come in.
 */
public final class ServeGoals {

  private final Agents agents;
  private final Secrets secrets;

  /** On these. */
  public ServeGoals(Agents agents, Secrets secrets) {
    this.agents = agents;
    this.secrets = secrets;
  }

  /** What an agent gets. */
  public sealed interface Served {
    /** The goal, complete. */
    record Now(GoalState goal) implements Served {}

    /** None of another generation. */
    record Unchanged() implements Served {}

    /** A secret it needs does not exist any more. */
    record SecretMissing(String name) implements Served {}
  }

  /** The goal of this host, if its generation is not the one known. */
  public Served goal(String hostRequestId, long known) {
    Agents.Known host = agents.find(hostRequestId).orElse(null);
    if (host == null || host.goal() == null || host.generation() == known) {
      return new Served.Unchanged();
    }
    if (!(host.goal().goal() instanceof Goal.RunMongod run)) {
      return new Served.Now(new GoalState(host.generation(), host.goal().goal()));
    }
    return complete(host, host.goal(), run);
  }

  private Served complete(Agents.Known host, Agents.StoredGoal stored, Goal.RunMongod run) {
    String key = stored.keyfileSecret();
    Optional<String> keyfile = key == null ? Optional.empty() : secrets.find(key);
    if (key != null && keyfile.isEmpty()) {
      return new Served.SecretMissing(key);
    }
    String ca = stored.tls() == null ? null : stored.tls().ca();
    Optional<String> authorities = ca == null ? Optional.empty() : secrets.find(ca);
    if (ca != null && authorities.isEmpty()) {
      return new Served.SecretMissing(ca);
    }
    return new Served.Now(
        new GoalState(
            host.generation(),
            run.with(keyfile.map(Secret::new).orElse(null), tls(run.tls(), authorities))));
  }

  private static @Nullable MongodTls tls(@Nullable MongodTls tls, Optional<String> authorities) {
    return tls == null || authorities.isEmpty() ? tls : tls.with(authorities.get());
  }
}
