package dev.offshoot.installer.config;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.offshoot.access.adapter.Doorkeeper;
import dev.offshoot.access.config.OpenIdConfig;
import dev.offshoot.installer.adapter.file.ArtifactFiles;
import dev.offshoot.installer.adapter.hook.FolderOrCommand;
import dev.offshoot.installer.adapter.http.AgentDesk;
import dev.offshoot.installer.adapter.http.GoalBell;
import dev.offshoot.installer.adapter.mongo.ArtifactRecords;
import dev.offshoot.installer.adapter.mongo.MongoAgents;
import dev.offshoot.installer.adapter.mongo.MongoMachines;
import dev.offshoot.installer.adapter.mongo.MongoMemberAgents;
import dev.offshoot.installer.adapter.mongo.MongoMemberCertificates;
import dev.offshoot.installer.adapter.worker.ToldProgress;
import dev.offshoot.installer.app.Agents;
import dev.offshoot.installer.app.CertificateIssuer;
import dev.offshoot.installer.app.EnrolAgents;
import dev.offshoot.installer.app.HearOffers;
import dev.offshoot.installer.app.InstallStage;
import dev.offshoot.installer.app.IssueMemberCertificate;
import dev.offshoot.installer.app.Machines;
import dev.offshoot.installer.app.MemberAgents;
import dev.offshoot.installer.app.MemberCertificates;
import dev.offshoot.installer.app.Patience;
import dev.offshoot.installer.app.ServeGoals;
import dev.offshoot.installer.app.TellOfMachines;
import dev.offshoot.stage.app.Bulletins;
import dev.offshoot.stage.app.EventBroker;
import dev.offshoot.stage.app.Secrets;
import dev.offshoot.stage.app.Stage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** Makes the parts of this service from its settings. */
@Singleton
public class InstallerWiring {

  private static final Logger LOG = Logger.getLogger(InstallerWiring.class);

  @Produces
  @Singleton
  Stage stage(
      Agents agents,
      MemberAgents memberAgents,
      Secrets secrets,
      EventBroker broker,
      InstallerConfig config) {
    return new InstallStage(
        agents,
        memberAgents,
        secrets,
        new ToldProgress(broker),
        new Patience(config.enrolsWithin(), config.silentAfter(), config.resolvesWithin()));
  }

  /** A proxy, because the store's client asks the stage for its name. */
  @Produces
  @ApplicationScoped
  Agents agents(MongoDatabase database, GoalBell bell) {
    return new MongoAgents(database, bell::ring);
  }

  @Produces
  @ApplicationScoped
  MemberAgents memberAgents(MongoDatabase database, GoalBell bell) {
    return new MongoMemberAgents(database, bell::ring);
  }

  @Produces
  @Singleton
  ArtifactRecords artifactRecords(MongoDatabase database) {
    return new ArtifactRecords(database);
  }

  @Produces
  @Singleton
  ArtifactFiles artifactFiles(InstallerConfig config) throws IOException {
    return new ArtifactFiles(Path.of(config.dataDir()).resolve("artifacts"));
  }

  @Produces
  @Singleton
  Doorkeeper doorkeeper(ApiConfig config, OpenIdConfig openId, Secrets secrets) {
    return new Doorkeeper(
        Doorkeeper.Sources.of(
                config.apiTokenFile(), () -> secrets.find(config.apiTokensSecret()), LOG::error)
            .and(OpenIdConfig.settings(openId)));
  }

  @Produces
  @Singleton
  AgentDesk agentDesk(
      Agents agents,
      MemberAgents memberAgents,
      CertificateIssuer issuer,
      Machines machines,
      Secrets secrets,
      InstantSource clock,
      GoalBell bell) {
    return new AgentDesk(
        new EnrolAgents(agents, issuer, clock),
        new ServeGoals(agents, secrets),
        memberAgents,
        machines,
        bell);
  }

  @Produces
  @ApplicationScoped
  Machines machines(MongoDatabase database) {
    return new MongoMachines(database);
  }

  @Produces
  @Singleton
  Bulletins bulletins(Machines machines) {
    return new HearOffers(machines);
  }

  @Produces
  @Singleton
  TellOfMachines tellOfMachines(Machines machines, EventBroker broker) {
    return new TellOfMachines(machines, broker);
  }

  @Produces
  @ApplicationScoped
  MemberCertificates memberCertificates(MongoDatabase database) {
    return new MongoMemberCertificates(database);
  }

  @Produces
  @Singleton
  IssueMemberCertificate issueMemberCertificate(
      Agents agents,
      Secrets secrets,
      MemberCertificates issued,
      InstallerConfig config,
      InstantSource clock) {
    return new IssueMemberCertificate(
        agents,
        secrets,
        issued,
        new FolderOrCommand(config.memberCertificatesDir(), config.memberCertificatesCommand()),
        clock);
  }
}
