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
import dev.offshoot.installer.app.CertificateIssuer;
import dev.offshoot.installer.app.EnrolAgents;
import dev.offshoot.installer.app.InstallStage;
import dev.offshoot.installer.app.MemberAgents;
import dev.offshoot.installer.app.Patience;
import dev.offshoot.installer.app.ServeGoals;
import dev.offshoot.monitor.app.EvidenceStore;
import dev.offshoot.monitor.app.LagWatch;
import dev.offshoot.monitor.app.MonitorPorts;
import dev.offshoot.monitor.app.MonitorSettings;
import dev.offshoot.monitor.app.MonitorStage;
import dev.offshoot.monitor.app.ReplicaSet;
import dev.offshoot.monitor.app.ReplicaSets;
import dev.offshoot.monitor.app.Telemetry;
import dev.offshoot.planner.app.CatalogueKeeper;
import dev.offshoot.planner.app.Catalogues;
import dev.offshoot.planner.app.PlannerStage;
import dev.offshoot.provisioner.app.AnnounceCatalogue;
import dev.offshoot.provisioner.app.EnrolmentTokens;
import dev.offshoot.provisioner.app.HostProvider;
import dev.offshoot.provisioner.app.HostProviders;
import dev.offshoot.provisioner.app.Progress;
import dev.offshoot.provisioner.app.ProvisionerStage;
import dev.offshoot.simulation.host.AgentWorkers;
import dev.offshoot.simulation.set.SimulatedReplicaSet;
import dev.offshoot.simulation.store.SimulatedEvidence;
import dev.offshoot.simulation.store.SimulatedMemberAgents;
import dev.offshoot.simulation.store.SmallStores;
import dev.offshoot.simulation.turn.Ports;
import dev.offshoot.stage.app.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The four services that work behind state-service. */
final class OtherParts {

  private static final Duration LOOK = Duration.ofMinutes(20);

  private final World world;
  private final Services services;
  private final SmallStores small = new SmallStores();
  private long told;
  private final SimulatedEvidence evidence = new SimulatedEvidence();
  private final SimulatedMemberAgents memberAgents;
  private final Secrets secrets = name -> Optional.of("the secret " + name);

  OtherParts(World world, Services services) {
    this.world = world;
    this.services = services;
    this.memberAgents = new SimulatedMemberAgents(world.agents());
  }

  ServiceParts planner(ServiceCopy copy) {
    Catalogues catalogues = services.store(copy, Catalogues.class, small);
    return new ServiceParts(
        new PlannerStage(catalogues), new CatalogueKeeper(catalogues), List.of());
  }

  ServiceParts provisioner(ServiceCopy copy) {
    HostProviders providers =
        new HostProviders(
            List.of(
                services.port(copy, HostProvider.class, world.hosts(), PortFailures::provider)));
    AnnounceCatalogue announce = new AnnounceCatalogue(providers, copy.broker());
    return new ServiceParts(
        new ProvisionerStage(
            providers,
            new EnrolmentTokens(secrets(copy)),
            "@TOKEN@",
            services.port(
                copy,
                Progress.class,
                (expansion, deployment, detail) ->
                    tell(copy, expansion, deployment, "provision", detail),
                PortFailures::lost)),
        event -> {},
        List.of(
            new ServiceParts.Chore(
                "announces",
                LOOK,
                () -> {
                  var unused = announce.announce(copy.clock().instant());
                }),
            new ServiceParts.Chore(
                "lists",
                LOOK,
                () -> world.turns().say(providers.all().getFirst().list().size() + " hosts"))));
  }

  ServiceParts installer(ServiceCopy copy) {
    return new ServiceParts(
        new InstallStage(
            agents(copy),
            memberAgents(copy),
            secrets(copy),
            services.port(
                copy,
                dev.offshoot.installer.app.Progress.class,
                progress -> tell(copy, progress),
                PortFailures::lost),
            Patience.USUAL),
        event -> {},
        List.of(
            new ServiceParts.Chore(
                "announces", Duration.ofHours(1), () -> copy.broker().publish(artifacts()))));
  }

  private Agents agents(ServiceCopy copy) {
    return services.store(copy, Agents.class, world.agents());
  }

  private MemberAgents memberAgents(ServiceCopy copy) {
    return services.store(copy, MemberAgents.class, memberAgents);
  }

  private CertificateIssuer issuer(ServiceCopy copy) {
    return services.port(copy, CertificateIssuer.class, new SimulatedIssuer(), Ports.Failure.LOCAL);
  }

  private Secrets secrets(ServiceCopy copy) {
    return services.port(copy, Secrets.class, secrets, Ports.Failure.LOCAL);
  }

  /** What a living copy of installer-service serves agents with. */
  Optional<AgentWorkers.Desk> desk() {
    return services
        .living(InstallStage.NAME)
        .map(
            copy ->
                new AgentWorkers.Desk(
                    new EnrolAgents(agents(copy), issuer(copy), copy.clock()),
                    new ServeGoals(agents(copy), secrets(copy)),
                    agents(copy),
                    memberAgents(copy),
                    copy::wake));
  }

  ServiceParts monitor(ServiceCopy copy) {
    ReplicaSet set =
        services.port(
            copy,
            ReplicaSet.class,
            new SimulatedReplicaSet(world.turns(), world.set()),
            PortFailures::set);
    MonitorPorts ports =
        new MonitorPorts(
            services.port(copy, ReplicaSets.class, new OneSet(set), Ports.Failure.LOCAL),
            services.store(copy, EvidenceStore.class, evidence),
            services.port(
                copy, Telemetry.class, progress -> tell(copy, progress), PortFailures::lost),
            services.port(copy, LagWatch.class, (deployment, members) -> {}, PortFailures::store),
            copy.clock());
    return new ServiceParts(
        new MonitorStage(ports, MonitorSettings.defaults()), event -> {}, List.of());
  }

  /** What replication-monitor keeps beside its journal. */
  SimulatedEvidence evidence() {
    return evidence;
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
            new OfferedAgent("bb".repeat(32), 50, "https://127.0.0.1:8085", "simulated CA"));
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
                "progress " + told++,
                EventType.SYNC_PROGRESSED,
                "/offshoot/" + copy.service(),
                progress.deployment(),
                now(),
                progress.expansionId(),
                null,
                ContractJson.tree(progress)));
  }
}
