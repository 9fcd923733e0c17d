package dev.offshoot.simulation.service;

import dev.offshoot.contracts.CatalogueAnnounced;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.OfferedAgent;
import dev.offshoot.contracts.OfferedArtifact;
import dev.offshoot.contracts.SyncProgressed;
import dev.offshoot.installer.app.Agents;
import dev.offshoot.installer.app.EnrolAgents;
import dev.offshoot.installer.app.InstallStage;
import dev.offshoot.installer.app.ServeGoals;
import dev.offshoot.monitor.app.EvidenceStore;
import dev.offshoot.monitor.app.MonitorPorts;
import dev.offshoot.monitor.app.MonitorSettings;
import dev.offshoot.monitor.app.MonitorStage;
import dev.offshoot.monitor.app.ReplicaSet;
import dev.offshoot.monitor.app.ReplicaSets;
import dev.offshoot.planner.app.CatalogueKeeper;
import dev.offshoot.planner.app.Catalogues;
import dev.offshoot.planner.app.PlannerStage;
import dev.offshoot.provisioner.app.AnnounceCatalogue;
import dev.offshoot.provisioner.app.EnrolmentTokens;
import dev.offshoot.provisioner.app.HostProvider;
import dev.offshoot.provisioner.app.HostProviders;
import dev.offshoot.provisioner.app.ProvisionerStage;
import dev.offshoot.simulation.host.AgentWorkers;
import dev.offshoot.simulation.set.SimulatedReplicaSet;
import dev.offshoot.simulation.store.SimulatedEvidence;
import dev.offshoot.simulation.store.SmallStores;
import dev.offshoot.stage.app.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The four services that work behind state-service. */
final class OtherParts {

  private static final Duration LOOK = Duration.ofSeconds(30);

  private final World world;
  private final Services services;
  private final SmallStores small = new SmallStores();
  private final SimulatedEvidence evidence = new SimulatedEvidence();
  private final Secrets secrets = name -> Optional.of("the secret " + name);

  OtherParts(World world, Services services) {
    this.world = world;
    this.services = services;
  }

  ServiceParts planner(ServiceCopy copy) {
    Catalogues catalogues = services.store(Catalogues.class, "catalogues", small);
    return new ServiceParts(
        new PlannerStage(catalogues), new CatalogueKeeper(catalogues), List.of());
  }

  ServiceParts provisioner(ServiceCopy copy) {
    HostProviders providers =
        new HostProviders(List.of(services.steady(HostProvider.class, "provider", world.hosts())));
    AnnounceCatalogue announce = new AnnounceCatalogue(providers, copy.broker());
    return new ServiceParts(
        new ProvisionerStage(
            providers,
            new EnrolmentTokens(secrets),
            "@TOKEN@",
            (expansion, deployment, detail) ->
                tell(copy, expansion, deployment, "provision", detail)),
        event -> {},
        List.of(
            new ServiceParts.Chore(
                "announces",
                LOOK,
                () -> {
                  var unused = announce.announce(now());
                })));
  }

  ServiceParts installer(ServiceCopy copy) {
    return new ServiceParts(
        new InstallStage(agents(), secrets, progress -> tell(copy, progress)),
        event -> {},
        List.of(
            new ServiceParts.Chore(
                "announces", Duration.ofHours(1), () -> copy.broker().publish(artifacts()))));
  }

  private Agents agents() {
    return services.store(Agents.class, "agents", world.agents());
  }

  /** What a living copy of installer-service serves agents with. */
  Optional<AgentWorkers.Desk> desk() {
    return services
        .living(InstallStage.NAME)
        .map(
            copy ->
                new AgentWorkers.Desk(
                    new EnrolAgents(agents(), world.turns().clock()),
                    new ServeGoals(agents(), secrets),
                    agents(),
                    copy::wake));
  }

  ServiceParts monitor(ServiceCopy copy) {
    ReplicaSet set =
        services.steady(
            ReplicaSet.class,
            "set",
            new SimulatedReplicaSet(world.turns(), world.set(), world.troubles()::reconfig));
    MonitorPorts ports =
        new MonitorPorts(
            new OneSet(set),
            services.store(EvidenceStore.class, "evidence", evidence),
            progress -> tell(copy, progress),
            (deployment, members) -> {},
            world.turns().clock());
    return new ServiceParts(
        new MonitorStage(ports, MonitorSettings.defaults()), event -> {}, List.of());
  }

  /** There is only one set. */
  private record OneSet(ReplicaSet set) implements ReplicaSets {
    @Override
    public ReplicaSet open(String expansionId, DeploymentReference deployment) {
      return set;
    }

    @Override
    public void done(String expansionId) {
      // Nothing is open.
    }
  }

  private Instant now() {
    return world.turns().clock().instant();
  }

  private EventEnvelope artifacts() {
    CatalogueAnnounced catalogue =
        new CatalogueAnnounced(
            InstallStage.NAME,
            now(),
            List.of(),
            List.of(new OfferedArtifact("6.0.5", "aa".repeat(32), 100, "binary")),
            new OfferedAgent("bb".repeat(32), 50, "http://127.0.0.1:8083"));
    return new EventEnvelope(
        "installer catalogue " + now(),
        EventType.CATALOGUE_ANNOUNCED,
        "/offshoot/installer-service",
        InstallStage.NAME,
        now(),
        null,
        null,
        ContractJson.tree(catalogue));
  }

  private void tell(
      ServiceCopy copy, String expansion, String deployment, String step, String detail) {
    tell(copy, new SyncProgressed(expansion, deployment, step, detail, List.of(), null, now()));
  }

  /** Telemetry is lost now and then, and told seldom enough not to drown the rest. */
  private void tell(ServiceCopy copy, SyncProgressed progress) {
    if (world.turns().random().nextInt(20) != 0) {
      return;
    }
    world
        .broker()
        .publish(
            new EventEnvelope(
                "progress " + world.turns().given(),
                EventType.SYNC_PROGRESSED,
                "/offshoot/" + copy.service(),
                progress.deployment(),
                now(),
                progress.expansionId(),
                null,
                ContractJson.tree(progress)));
  }
}
