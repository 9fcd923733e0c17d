package dev.offshoot.monitor.adapter.set;

import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.mongoadmin.adapter.DriverConnectionStrings;
import dev.offshoot.mongoadmin.adapter.DriverSettings;
import dev.offshoot.mongoadmin.adapter.ReactiveMemberAdmins;
import dev.offshoot.mongoadmin.app.ConnectionStrings;
import dev.offshoot.mongoadmin.app.Seeds;
import dev.offshoot.monitor.app.ReplicaSet;
import dev.offshoot.monitor.app.ReplicaSets;
import dev.offshoot.stage.app.Secrets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Direct conversations, with clients of their own for each expansion: their command comments carry
 * it, and they go when it is done.
 */
public final class DirectReplicaSets implements ReplicaSets, AutoCloseable {

  /** A second one is opened while two ranges of the proof are read; otherwise one is enough. */
  private static final int CONNECTIONS = 2;

  private final Secrets secrets;
  private final String service;
  private final ConnectionStrings strings = new DriverConnectionStrings();
  private final Map<String, Opened> opened = new ConcurrentHashMap<>();

  /** With these secrets, for this service. */
  public DirectReplicaSets(Secrets secrets, String service) {
    this.secrets = secrets;
    this.service = service;
  }

  private record Opened(
      ReactiveMemberAdmins admins, Seeds seeds, Finder finder, QuietTimes quiet) {}

  @Override
  public ReplicaSet open(String expansionId, DeploymentReference deployment) {
    Opened known = opened.computeIfAbsent(expansionId, id -> begin(id, deployment));
    Conversations conversations =
        new Conversations(known.admins(), new NamedCredentials(secrets, deployment, known.seeds()));
    return new DirectReplicaSet(
        new SetConversation(conversations, known.finder(), known.quiet()),
        new DataConversation(conversations));
  }

  private Opened begin(String expansionId, DeploymentReference deployment) {
    DriverSettings settings =
        new DriverSettings(
            service, expansionId, CONNECTIONS, Duration.ofSeconds(3), Duration.ofSeconds(20));
    Seeds seeds = NamedCredentials.seeds(strings, deployment);
    return new Opened(
        new ReactiveMemberAdmins(settings), seeds, new Finder(seeds.addresses()), new QuietTimes());
  }

  @Override
  public void done(String expansionId) {
    Opened over = opened.remove(expansionId);
    if (over != null) {
      over.admins().close();
    }
  }

  @Override
  public void close() {
    List.copyOf(opened.keySet()).forEach(this::done);
  }
}
