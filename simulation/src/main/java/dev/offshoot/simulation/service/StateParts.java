package dev.offshoot.simulation.service;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.ExpansionRequest;
import dev.offshoot.mongoadmin.app.ConnectionStrings;
import dev.offshoot.mongoadmin.app.Seeds;
import dev.offshoot.simulation.set.SimulatedObserver;
import dev.offshoot.simulation.store.SimulatedDeployments;
import dev.offshoot.simulation.store.SimulatedExpansions;
import dev.offshoot.simulation.store.SmallStores;
import dev.offshoot.simulation.turn.Ports;
import dev.offshoot.stage.app.AcceptEvent;
import dev.offshoot.stage.domain.Acceptance;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.state.app.AuditTrail;
import dev.offshoot.state.app.DecideExpansion;
import dev.offshoot.state.app.Deployment;
import dev.offshoot.state.app.DeploymentAudit;
import dev.offshoot.state.app.DeploymentBody;
import dev.offshoot.state.app.DeploymentChecks;
import dev.offshoot.state.app.DeploymentStore;
import dev.offshoot.state.app.ExpansionJournal;
import dev.offshoot.state.app.ExpansionRecorder;
import dev.offshoot.state.app.ExpansionStore;
import dev.offshoot.state.app.HearExpansionRequest;
import dev.offshoot.state.app.HeldHost;
import dev.offshoot.state.app.HostRegister;
import dev.offshoot.state.app.ObserveDeployment;
import dev.offshoot.state.app.OpenExpansion;
import dev.offshoot.state.app.Outcome;
import dev.offshoot.state.app.RegisterDeployment;
import dev.offshoot.state.app.RemoveHost;
import dev.offshoot.state.app.RequestExpansion;
import dev.offshoot.state.app.SetObserver;
import dev.offshoot.state.app.StateBulletins;
import dev.offshoot.state.app.StateStage;
import dev.offshoot.state.app.StoredExpansion;
import dev.offshoot.state.app.StoryBell;
import dev.offshoot.state.app.WatchDeployments;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** state-service: its stage, and what users ask of it. */
public final class StateParts {

  /** The deployment of every run. */
  public static final String DEPLOYMENT = "orders";

  private static final String NAME = "state-service";
  private static final Duration FORGOTTEN = Duration.ofMinutes(2);
  private static final Duration WATCH = Duration.ofMinutes(15);

  private final World world;
  private final Services services;
  private final SimulatedExpansions expansions;
  private final SimulatedDeployments deployments = new SimulatedDeployments();
  private final SmallStores small = new SmallStores();

  StateParts(World world, Services services) {
    this.world = world;
    this.services = services;
    this.expansions = world.expansions();
    DeploymentReference reference =
        ContractJson.read(
            """
            {"name":"orders","connectionString":"mongodb://127.88.0.1:27017/",
             "credentials":"change","keyfile":"key","automaticApproval":true}
            """,
            DeploymentReference.class);
    var unused =
        deployments.save(
            new Deployment(reference, false, world.turns().clock().instant(), null, null));
  }

  /** Expansions as they are stored. */
  public SimulatedExpansions expansions() {
    return expansions;
  }

  ServiceParts of(ServiceCopy copy) {
    SetObserver observer = observer(copy);
    HostRegister hosts = hosts(copy);
    StoryBell bell = services.port(copy, StoryBell.class, unused -> {}, Ports.Failure.LOCAL);
    ObserveDeployment observe = new ObserveDeployment(deployments(copy), hosts, observer);
    ExpansionRecorder recorder = new ExpansionRecorder(expansions(copy), hosts, audit(copy), bell);
    OpenExpansion open = open(copy);
    HearExpansionRequest hear =
        new HearExpansionRequest(deployments(copy), expansions(copy), open, copy.clock());
    WatchDeployments watch =
        new WatchDeployments(
            deployments(copy), expansions(copy), observer, copy.broker(), copy.clock());
    return new ServiceParts(
        new StateStage(recorder, observe),
        new StateBulletins(hear, expansions(copy), bell),
        List.of(
            new ServiceParts.Chore("opens", FORGOTTEN, open::openForgotten),
            new ServiceParts.Chore("watches", WATCH, () -> watch.names().forEach(watch::look))));
  }

  private SetObserver observer(ServiceCopy copy) {
    return services.port(
        copy,
        SetObserver.class,
        new SimulatedObserver(world.turns(), world.set()),
        Ports.Failure.LOCAL);
  }

  private HostRegister hosts(ServiceCopy copy) {
    return services.store(copy, HostRegister.class, small);
  }

  private AuditTrail audit(ServiceCopy copy) {
    return services.store(copy, AuditTrail.class, small);
  }

  private ExpansionStore expansions(ServiceCopy copy) {
    return services.store(copy, ExpansionStore.class, expansions);
  }

  private DeploymentStore deployments(ServiceCopy copy) {
    return services.store(copy, DeploymentStore.class, deployments);
  }

  private ExpansionJournal door(ServiceCopy copy) {
    return services.port(copy, ExpansionJournal.class, new Door(copy), PortFailures::store);
  }

  private OpenExpansion open(ServiceCopy copy) {
    return new OpenExpansion(deployments(copy), expansions(copy), door(copy), copy.clock());
  }

  /** The way into the stage's journal from beside it, as the real adapter does it. */
  private record Door(ServiceCopy copy) implements ExpansionJournal {

    @Override
    public Optional<Journal> find(String expansionId) {
      return copy.store().find(expansionId);
    }

    @Override
    public boolean record(String expansionId, EventEnvelope event) {
      AcceptEvent accept =
          copy.accept().orElseThrow(() -> new IllegalStateException("this copy is not running"));
      Acceptance.Verdict verdict = accept.record(expansionId, event);
      copy.wake();
      return verdict != Acceptance.Verdict.REFUSED;
    }
  }

  /** Asks for an expansion over HTTP; nothing when no copy answers. */
  public Optional<Outcome<StoredExpansion>> ask(
      ExpansionRequest request, String caller, String key) {
    return services
        .living(NAME)
        .map(
            copy ->
                new RequestExpansion(
                        deployments(copy),
                        expansions(copy),
                        open(copy),
                        () -> "00000000-0000-4000-8000-000000000000",
                        copy.clock())
                    .ask(request, caller, key));
  }

  /** Approves the plan with this digest. */
  public Optional<Outcome<String>> approve(String id, String digest) {
    return services.living(NAME).map(copy -> decide(copy).approve(id, digest, "user"));
  }

  /** Cancels. */
  public Optional<Outcome<String>> cancel(String id) {
    return services.living(NAME).map(copy -> decide(copy).cancel(id, "user"));
  }

  private DecideExpansion decide(ServiceCopy copy) {
    return new DecideExpansion(door(copy), copy.clock());
  }

  /** Wants to forget the deployment, and to register it again. */
  public void forget() {
    services
        .living(NAME)
        .ifPresent(
            copy -> {
              RegisterDeployment register = register(copy);
              Outcome<String> answer = register.remove(DEPLOYMENT, "user");
              world.turns().say("forgets the deployment: " + answer);
              if (answer instanceof Outcome.Done<String>) {
                var unused = register.put(DEPLOYMENT, body(), "user");
              }
            });
  }

  /** Registers the deployment again, if it was forgotten. */
  public void registerAgain() {
    if (deployments.find(DEPLOYMENT).isEmpty()) {
      services
          .living(NAME)
          .ifPresent(
              copy -> {
                var answer = register(copy).put(DEPLOYMENT, body(), "user");
                world.turns().say("registers the deployment again: " + answer.getClass());
              });
    }
  }

  /** Gives a host back; nothing when no copy answers. */
  public Optional<Outcome<String>> giveBack(String host) {
    return services
        .living(NAME)
        .map(
            copy ->
                new RemoveHost(
                        hosts(copy),
                        deployments(copy),
                        new ObserveDeployment(deployments(copy), hosts(copy), observer(copy)),
                        door(copy),
                        copy.clock())
                    .remove(host, "user"));
  }

  /** Hosts as they are stored. */
  public List<HeldHost> held() {
    return small.all();
  }

  private static DeploymentBody body() {
    return ContractJson.read(
        """
        {"connectionString":"mongodb://127.88.0.1:27017/",
         "credentials":"change","keyfile":"key","automaticApproval":true}
        """,
        DeploymentBody.class);
  }

  private RegisterDeployment register(ServiceCopy copy) {
    return new RegisterDeployment(
        deployments(copy),
        expansions(copy),
        new DeploymentChecks(
            text -> new ConnectionStrings.Reading.Valid(new Seeds(List.of(), null, false, false)),
            name -> Optional.of("user:" + name)),
        new ObserveDeployment(deployments(copy), hosts(copy), observer(copy)),
        new DeploymentAudit(audit(copy), () -> "audit " + world.turns().given(), copy.clock()));
  }

  /** Reads what lists, stories and the audit show. */
  public void lookAround(String id) {
    services
        .living(NAME)
        .ifPresent(
            copy -> {
              int seen =
                  expansions(copy).newest(10).size()
                      + expansions(copy).story(id, 0).size()
                      + hosts(copy).all().size()
                      + audit(copy).read(DEPLOYMENT).size();
              world.turns().say("sees " + seen + " things");
            });
  }
}
