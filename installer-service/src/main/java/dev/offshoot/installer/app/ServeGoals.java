package dev.offshoot.installer.app;

import dev.offshoot.agent.protocol.Goal;
import dev.offshoot.agent.protocol.GoalState;
import dev.offshoot.agent.protocol.Secret;
import dev.offshoot.stage.app.Secrets;
import java.util.Optional;

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
    String name = host.goal().keyfileSecret();
    if (name == null || !(host.goal().goal() instanceof Goal.RunMongod run)) {
      return new Served.Now(new GoalState(host.generation(), host.goal().goal()));
    }
    Optional<String> keyfile = secrets.find(name);
    return keyfile.isPresent()
        ? new Served.Now(new GoalState(host.generation(), with(run, new Secret(keyfile.get()))))
        : new Served.SecretMissing(name);
  }

  private static Goal with(Goal.RunMongod run, Secret keyfile) {
    return new Goal.RunMongod(
        run.artifact(),
        run.address(),
        run.setName(),
        run.options(),
        keyfile,
        run.members(),
        run.runbook());
  }
}
