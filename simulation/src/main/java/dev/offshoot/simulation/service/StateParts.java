package dev.offshoot.simulation.service;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.ExpansionRequest;
import dev.offshoot.simulation.set.SimulatedObserver;
import dev.offshoot.simulation.store.SimulatedDeployments;
import dev.offshoot.simulation.store.SimulatedExpansions;
import dev.offshoot.simulation.store.SmallStores;
import dev.offshoot.stage.app.AcceptEvent;
import dev.offshoot.stage.domain.Acceptance;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.state.app.AuditTrail;
import dev.offshoot.state.app.DecideExpansion;
import dev.offshoot.state.app.Deployment;
import dev.offshoot.state.app.DeploymentStore;
import dev.offshoot.state.app.ExpansionJournal;
import dev.offshoot.state.app.ExpansionRecorder;
import dev.offshoot.state.app.ExpansionStore;
import dev.offshoot.state.app.HearExpansionRequest;
import dev.offshoot.state.app.HostRegister;
import dev.offshoot.state.app.ObserveDeployment;
import dev.offshoot.state.app.OpenExpansion;
import dev.offshoot.state.app.Outcome;
import dev.offshoot.state.app.RequestExpansion;
import dev.offshoot.state.app.SetObserver;
import dev.offshoot.state.app.StateBulletins;
import dev.offshoot.state.app.StateStage;
import dev.offshoot.state.app.StoredExpansion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** state-service: its stage, and what users ask of it. */
public final class StateParts {

  /** The deployment of every run. */
  public static final String DEPLOYMENT = "orders";

  private static final String NAME = "state-service";
  private static final Duration FORGOTTEN = Duration.ofSeconds(5);

  private final World world;
  private final Services services;
  private final SimulatedExpansions expansions = new SimulatedExpansions();
  private final SimulatedDeployments deployments = new SimulatedDeployments();
  private final SmallStores small = new SmallStores();

  StateParts(World world, Services services) {
    this.world = world;
    this.services = services;
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
    SetObserver observer =
        services.steady(
            SetObserver.class, "observer", new SimulatedObserver(world.turns(), world.set()));
    HostRegister hosts = services.store(HostRegister.class, "hosts", small);
    ObserveDeployment observe = new ObserveDeployment(deploymentPort(), hosts, observer);
    ExpansionRecorder recorder =
        new ExpansionRecorder(
            expansionPort(), hosts, services.store(AuditTrail.class, "audit", small), unused -> {});
    OpenExpansion open = open(copy);
    HearExpansionRequest hear =
        new HearExpansionRequest(deploymentPort(), expansionPort(), open, world.turns().clock());
    return new ServiceParts(
        new StateStage(recorder, observe),
        new StateBulletins(hear, expansionPort(), unused -> {}),
        List.of(new ServiceParts.Chore("opens", FORGOTTEN, open::openForgotten)));
  }

  private ExpansionStore expansionPort() {
    return services.store(ExpansionStore.class, "expansions", expansions);
  }

  private DeploymentStore deploymentPort() {
    return services.store(DeploymentStore.class, "deployments", deployments);
  }

  private OpenExpansion open(ServiceCopy copy) {
    return new OpenExpansion(
        deploymentPort(), expansionPort(), new Door(copy), world.turns().clock());
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
  public Optional<Outcome<StoredExpansion>> ask(ExpansionRequest request, String key) {
    return services
        .living(NAME)
        .map(
            copy ->
                new RequestExpansion(
                        deploymentPort(),
                        expansionPort(),
                        open(copy),
                        () -> "00000000-0000-4000-8000-000000000000",
                        world.turns().clock())
                    .ask(request, "user", key));
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
    return new DecideExpansion(new Door(copy), world.turns().clock());
  }
}
