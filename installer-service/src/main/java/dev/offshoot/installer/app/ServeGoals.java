package dev.offshoot.installer.app;

import dev.offshoot.agent.protocol.Goal;
import dev.offshoot.agent.protocol.GoalState;
import dev.offshoot.agent.protocol.MongodTls;
import dev.offshoot.agent.protocol.ReachOrder;
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

    /** The same goal, and something to test beside it. */
    record Asked(ReachOrder order) implements Served {}

    /** None of another generation. */
    record Unchanged() implements Served {}

    /** A secret it needs does not exist any more. */
    record SecretMissing(String name) implements Served {}
  }

  /**
   * The goal of this host, if its generation is not the one known, or else what its agent is to
   * test beside it.
   *
   * @param tested the order to test that its agent is done with; absent for an agent that takes
   *     none
   */
  public Served goal(String hostRequestId, long known, @Nullable String tested) {
    Agents.Known host = agents.find(hostRequestId).orElse(null);
    if (host == null || host.goal() == null) {
      return new Served.Unchanged();
    }
    if (host.generation() == known) {
      ReachOrder reach = host.reach();
      return reach == null || tested == null || reach.id().equals(tested)
          ? new Served.Unchanged()
          : new Served.Asked(reach);
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
