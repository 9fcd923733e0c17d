package dev.offshoot.state.config;

import dev.offshoot.mongoadmin.app.ConnectionStrings;
import dev.offshoot.stage.app.Bulletins;
import dev.offshoot.stage.app.EventBroker;
import dev.offshoot.stage.app.Secrets;
import dev.offshoot.stage.app.Stage;
import dev.offshoot.state.app.AuditTokens;
import dev.offshoot.state.app.AuditTrail;
import dev.offshoot.state.app.CheckRole;
import dev.offshoot.state.app.DecideExpansion;
import dev.offshoot.state.app.DeploymentAudit;
import dev.offshoot.state.app.DeploymentChecks;
import dev.offshoot.state.app.DeploymentStore;
import dev.offshoot.state.app.DetachHost;
import dev.offshoot.state.app.ExpansionJournal;
import dev.offshoot.state.app.ExpansionRecorder;
import dev.offshoot.state.app.ExpansionStore;
import dev.offshoot.state.app.HearExpansionRequest;
import dev.offshoot.state.app.HearLeftovers;
import dev.offshoot.state.app.HearSpares;
import dev.offshoot.state.app.HostRegister;
import dev.offshoot.state.app.Ids;
import dev.offshoot.state.app.KeepDetachment;
import dev.offshoot.state.app.KeepLeftoverRemoval;
import dev.offshoot.state.app.Leftovers;
import dev.offshoot.state.app.ListHosts;
import dev.offshoot.state.app.ObserveDeployment;
import dev.offshoot.state.app.OfferHost;
import dev.offshoot.state.app.OpenExpansion;
import dev.offshoot.state.app.RegisterDeployment;
import dev.offshoot.state.app.RemoveHost;
import dev.offshoot.state.app.RemoveLeftover;
import dev.offshoot.state.app.RequestExpansion;
import dev.offshoot.state.app.SetObserver;
import dev.offshoot.state.app.Spares;
import dev.offshoot.state.app.StateBulletins;
import dev.offshoot.state.app.StateStage;
import dev.offshoot.state.app.StoryBell;
import dev.offshoot.state.app.WatchDeployments;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Makes the use cases from their ports. */
@Singleton
public class UseCaseWiring {

  @Produces
  @Singleton
  ObserveDeployment observe(DeploymentStore deployments, HostRegister hosts, SetObserver observer) {
    return new ObserveDeployment(deployments, hosts, observer);
  }

  @Produces
  @Singleton
  RemoveHost removeHost(
      HostRegister hosts,
      DeploymentStore deployments,
      ObserveDeployment observe,
      ExpansionJournal journals,
      InstantSource clock) {
    return new RemoveHost(hosts, deployments, observe, journals, clock);
  }

  @Produces
  @Singleton
  @Typed(StateStage.class)
  StateStage expansions(
      ExpansionStore expansions,
      HostRegister hosts,
      AuditTrail audit,
      StoryBell bell,
      ObserveDeployment observe) {
    return new StateStage(new ExpansionRecorder(expansions, hosts, audit, bell), observe);
  }

  @Produces
  @Singleton
  Stage stage(
      StateStage expansions,
      HostRegister hosts,
      Spares spares,
      Leftovers leftovers,
      AuditTrail audit) {
    return new KeepLeftoverRemoval(
        new KeepDetachment(expansions, hosts, spares, audit), leftovers, audit);
  }

  @Produces
  @Singleton
  DetachHost detachHost(
      HostRegister hosts, Spares spares, ExpansionJournal journals, InstantSource clock) {
    return new DetachHost(hosts, spares, journals, clock);
  }

  @Produces
  @Singleton
  RemoveLeftover removeLeftover(
      Leftovers leftovers,
      HostRegister hosts,
      ObserveDeployment observe,
      ExpansionJournal journals,
      InstantSource clock) {
    return new RemoveLeftover(leftovers, hosts, observe, journals, clock);
  }

  @Produces
  @Singleton
  OpenExpansion open(
      DeploymentStore deployments,
      ExpansionStore expansions,
      ExpansionJournal journal,
      InstantSource clock) {
    return new OpenExpansion(deployments, expansions, journal, clock);
  }

  @Produces
  @Singleton
  RequestExpansion request(
      DeploymentStore deployments,
      ExpansionStore expansions,
      OpenExpansion open,
      Ids ids,
      InstantSource clock) {
    return new RequestExpansion(deployments, expansions, open, ids, clock);
  }

  @Produces
  @Singleton
  Bulletins bulletins(
      DeploymentStore deployments,
      ExpansionStore expansions,
      OpenExpansion open,
      StoryBell bell,
      Spares spares,
      Leftovers leftovers,
      InstantSource clock) {
    return new HearLeftovers(
        leftovers,
        new HearSpares(
            spares,
            new StateBulletins(
                new HearExpansionRequest(deployments, expansions, open, clock), expansions, bell)));
  }

  @Produces
  @Singleton
  ListHosts listHosts(HostRegister hosts, Spares spares, Leftovers leftovers, InstantSource clock) {
    return new ListHosts(hosts, spares, leftovers, clock);
  }

  @Produces
  @Singleton
  OfferHost offerHost(
      Spares spares, ExpansionJournal journal, AuditTrail audit, Ids ids, InstantSource clock) {
    return new OfferHost(spares, journal, audit, ids, clock);
  }

  @Produces
  @Singleton
  DecideExpansion decide(ExpansionJournal journal, InstantSource clock) {
    return new DecideExpansion(journal, clock);
  }

  @Produces
  @Singleton
  DeploymentAudit deploymentAudit(AuditTrail audit, Ids ids, InstantSource clock) {
    return new DeploymentAudit(audit, ids, clock);
  }

  @Produces
  @Singleton
  CheckRole checkRole(AuditTrail audit, InstantSource clock) {
    return new CheckRole(audit, clock);
  }

  @Produces
  @Singleton
  AuditTokens auditTokens(AuditTrail audit) {
    return new AuditTokens(audit);
  }

  @Produces
  @Singleton
  DeploymentChecks checks(ConnectionStrings strings, Secrets secrets) {
    return new DeploymentChecks(strings, secrets);
  }

  @Produces
  @Singleton
  RegisterDeployment register(
      DeploymentStore deployments,
      ExpansionStore expansions,
      DeploymentChecks checks,
      ObserveDeployment observe,
      DeploymentAudit audit) {
    return new RegisterDeployment(deployments, expansions, checks, observe, audit);
  }

  @Produces
  @Singleton
  WatchDeployments watch(
      DeploymentStore deployments,
      ExpansionStore expansions,
      SetObserver observer,
      EventBroker broker,
      InstantSource clock) {
    return new WatchDeployments(deployments, expansions, observer, broker, clock);
  }
}
