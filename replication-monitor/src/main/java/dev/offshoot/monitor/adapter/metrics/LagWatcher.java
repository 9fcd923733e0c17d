package dev.offshoot.monitor.adapter.metrics;

import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.mongoadmin.adapter.DriverConnectionStrings;
import dev.offshoot.mongoadmin.app.ConnectionStrings;
import dev.offshoot.mongoadmin.app.MemberAdmins;
import dev.offshoot.mongoadmin.app.Seeds;
import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.Purpose;
import dev.offshoot.mongoadmin.domain.ReplicaSetStatus;
import dev.offshoot.monitor.adapter.mongo.MongoWatchList;
import dev.offshoot.monitor.adapter.mongo.MongoWatchList.Watched;
import dev.offshoot.monitor.adapter.set.Conversations;
import dev.offshoot.monitor.adapter.set.Finder;
import dev.offshoot.monitor.adapter.set.NamedCredentials;
import dev.offshoot.stage.app.Secrets;
import dev.offshoot.stage.app.StoreUnavailable;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Looks at every deployment with watched members now and then, by one replSetGetStatus of its
 * primary, and shows each member's lag as {@code offshoot_member_lag_seconds}. NaN says that it
 * cannot be told.
 */
public final class LagWatcher {

  private static final Logger LOG = Logger.getLogger(LagWatcher.class);
  private static final Duration LOOK = Duration.ofSeconds(5);

  private final MongoWatchList watches;
  private final MemberAdmins admins;
  private final Secrets secrets;
  private final MeterRegistry meters;
  private final ConnectionStrings strings = new DriverConnectionStrings();
  private final Map<String, Finder> finders = new ConcurrentHashMap<>();
  private final Map<String, Double> lags = new ConcurrentHashMap<>();

  /** With its own clients, so that they are polite beside an expansion's. */
  public LagWatcher(
      MongoWatchList watches, MemberAdmins admins, Secrets secrets, MeterRegistry meters) {
    this.watches = watches;
    this.admins = admins;
    this.secrets = secrets;
    this.meters = meters;
  }

  /** One look at everything; trouble with one deployment does not keep the others from it. */
  public void look() {
    List<Watched> all;
    try {
      all = watches.all();
    } catch (StoreUnavailable later) {
      LOG.debugf("the watches cannot be read: %s", later.getMessage());
      return;
    }
    Map<String, List<Watched>> byDeployment = new LinkedHashMap<>();
    for (Watched watched : all) {
      byDeployment
          .computeIfAbsent(watched.deployment().name(), name -> new ArrayList<>())
          .add(watched);
    }
    byDeployment.values().forEach(this::lookAt);
  }

  private void lookAt(List<Watched> members) {
    Optional<ReplicaSetStatus> status = primaryStatus(members);
    for (Watched watched : members) {
      if (status.isPresent() && status.get().row(watched.memberId()).isEmpty()) {
        left(watched);
      } else {
        show(
            watched,
            status
                .flatMap(seen -> seen.lag(watched.memberId()))
                .map(lag -> lag.toMillis() / 1000.0)
                .orElse(Double.NaN));
      }
    }
  }

  private Optional<ReplicaSetStatus> primaryStatus(List<Watched> members) {
    DeploymentReference deployment = members.getFirst().deployment();
    Seeds seeds = NamedCredentials.seeds(strings, deployment);
    Conversations conversations =
        new Conversations(admins, new NamedCredentials(secrets, deployment, seeds));
    List<MemberAddress> known =
        members.stream().map(watched -> MemberAddress.parse(watched.address())).toList();
    return finders
        .computeIfAbsent(deployment.name(), name -> new Finder(seeds.addresses()))
        .primary(
            known,
            address -> conversations.ask(address, Purpose.OBSERVE, admin -> admin.hello(LOOK)))
        .map(primary -> conversations.ask(primary, Purpose.OBSERVE, admin -> admin.status(LOOK)))
        .flatMap(Answer::answer);
  }

  private void show(Watched watched, double seconds) {
    String key = watched.deployment().name() + "/" + watched.memberId();
    if (lags.put(key, seconds) == null) {
      meters.gauge(
          "offshoot.member.lag.seconds",
          Tags.of("deployment", watched.deployment().name(), "member", watched.address()),
          lags,
          known -> known.getOrDefault(key, Double.NaN));
    }
  }

  private void left(Watched watched) {
    lags.put(watched.deployment().name() + "/" + watched.memberId(), Double.NaN);
    watches.forget(watched);
    LOG.infof(
        "member %s left deployment %s and is no longer watched",
        watched.address(), watched.deployment().name());
  }
}
