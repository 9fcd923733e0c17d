package dev.offshoot.state.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.Observation;
import dev.offshoot.mongoadmin.adapter.DriverConnectionStrings;
import dev.offshoot.stage.StageDriver;
import dev.offshoot.stage.app.AcceptEvent;
import dev.offshoot.stage.app.Stage;
import dev.offshoot.stage.domain.Acceptance;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.state.domain.SetGlance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The whole service in memory, except that nobody is there but this test. */
final class StateFixture {

  static final DeploymentReference ORDERS =
      new DeploymentReference(
          "orders",
          "mongodb://h:1/?replicaSet=orders",
          "c",
          null,
          null,
          null,
          false,
          null,
          null,
          null);

  final InMemoryExpansions expansions = new InMemoryExpansions();
  final InMemoryDeployments deployments = new InMemoryDeployments();
  final TreeMap<String, List<HeldHost>> held = new TreeMap<>();
  final TreeMap<String, HostRemoval> removals = new TreeMap<>();
  final TreeSet<String> gone = new TreeSet<>();
  final TreeMap<String, AuditEntry> audited = new TreeMap<>();
  final List<EventEnvelope> notices = new ArrayList<>();
  final StageDriver driver;
  final OpenExpansion open;
  final RequestExpansion request;
  final DecideExpansion decide;
  final StateBulletins bulletins;
  final RemoveHost removeHost;
  final RemoveLeftover removeLeftover;
  final InMemoryLeftovers leftovers = new InMemoryLeftovers();
  final InMemorySpares spares = new InMemorySpares();
  final DetachHost detachHost;
  SetGlance glance = new SetGlance("h:1", 1, List.of());
  String replicaSetId = "64b000000000000000000001";
  @Nullable JsonNode configuration;
  int observations;
  private final AcceptEvent accept;
  private int ids;

  StateFixture() {
    HostRegister hosts = new Hosts();
    ObserveDeployment observe = new ObserveDeployment(deployments, hosts, new Observer());
    Stage stage =
        new KeepLeftoverRemoval(
            new KeepDetachment(
                new StateStage(
                    new ExpansionRecorder(expansions, hosts, new Audit(), id -> {}), observe),
                hosts,
                spares,
                new Audit()),
            leftovers,
            new Audit());
    this.driver = new StageDriver(stage, this::heard);
    this.accept = new AcceptEvent(stage, driver.store(), event -> {}, driver.clock());
    this.open = new OpenExpansion(deployments, expansions, new Journals(), driver.clock());
    this.request =
        new RequestExpansion(
            deployments,
            expansions,
            open,
            () -> UUID.nameUUIDFromBytes(new byte[] {(byte) ids++}).toString(),
            driver.clock());
    this.decide = new DecideExpansion(new Journals(), driver.clock());
    this.bulletins =
        new StateBulletins(
            new HearExpansionRequest(deployments, expansions, open, driver.clock()),
            expansions,
            id -> {});
    this.removeHost = new RemoveHost(hosts, deployments, observe, new Journals(), driver.clock());
    this.detachHost = new DetachHost(hosts, spares, new Journals(), driver.clock());
    this.removeLeftover =
        new RemoveLeftover(leftovers, hosts, observe, new Journals(), driver.clock());
    register(ORDERS);
  }

  /** The driver is made before the bulletins are. */
  private void heard(EventEnvelope event) {
    bulletins.heard(event);
  }

  void register(DeploymentReference reference) {
    var unused =
        deployments.save(new Deployment(reference, false, driver.clock().instant(), null, null));
  }

  /** Records what a person asked for, as the door does. */
  void record(EventEnvelope event) {
    var unused = accept.record(String.valueOf(event.expansionId()), event);
  }

  Journal run(String id) {
    return driver.runUntilIdle(id, Duration.ofMinutes(1));
  }

  ExpansionView view(String id) {
    return ShowExpansion.view(expansions.find(id).orElseThrow());
  }

  List<EventEnvelope> published(EventType type) {
    return driver.published().stream().filter(e -> e.type() == type).toList();
  }

  /** Takes deployments as they are, with every secret known. */
  RegisterDeployment registering() {
    return new RegisterDeployment(
        deployments,
        expansions,
        new DeploymentChecks(new DriverConnectionStrings(), name -> Optional.of("user:password")),
        new ObserveDeployment(deployments, new Hosts(), new Observer()),
        new DeploymentAudit(new Audit(), () -> "entry-" + audited.size(), driver.clock()));
  }

  WatchDeployments watch() {
    return new WatchDeployments(
        deployments, expansions, new Observer(), notices::add, driver.clock());
  }

  private final class Observer implements SetObserver {
    @Override
    public Observation observe(DeploymentReference deployment, List<String> agentAddresses) {
      observations++;
      return observation(driver.clock().instant(), replicaSetId, configuration);
    }

    @Override
    public SetGlance glance(DeploymentReference deployment, List<String> addresses) {
      return glance;
    }
  }

  private static Observation observation(
      Instant at, @Nullable String replicaSetId, @Nullable JsonNode configuration) {
    return new Observation(
        at,
        "orders",
        replicaSetId,
        "h:1",
        1,
        1,
        true,
        configuration,
        List.of(),
        List.of(),
        null,
        List.of(),
        null,
        List.of(),
        List.of(),
        List.of());
  }

  private final class Hosts implements HostRegister {
    @Override
    public void hold(String expansionId, int heard, List<HeldHost> hosts) {
      held.put(expansionId, hosts);
    }

    @Override
    public void removing(String hostId, long heard, HostRemoval how) {
      removals.put(hostId, how);
    }

    @Override
    public void gone(String hostId) {
      gone.add(hostId);
    }

    @Override
    public List<HeldHost> all() {
      return held.values().stream()
          .flatMap(List::stream)
          .filter(host -> !gone.contains(host.id()))
          .toList();
    }
  }

  private final class Audit implements AuditTrail {
    @Override
    public void append(List<AuditEntry> entries) {
      entries.forEach(entry -> audited.putIfAbsent(entry.id(), entry));
    }

    @Override
    public List<AuditEntry> read(@Nullable String deployment) {
      return List.copyOf(audited.values());
    }
  }

  private final class Journals implements ExpansionJournal {
    @Override
    public Optional<Journal> find(String expansionId) {
      return driver.store().find(expansionId);
    }

    @Override
    public boolean record(String expansionId, EventEnvelope event) {
      return accept.record(expansionId, event) != Acceptance.Verdict.REFUSED;
    }
  }
}
