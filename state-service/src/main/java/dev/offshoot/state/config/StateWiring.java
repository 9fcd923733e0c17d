package dev.offshoot.state.config;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.offshoot.mongoadmin.adapter.DriverConnectionStrings;
import dev.offshoot.mongoadmin.adapter.DriverSettings;
import dev.offshoot.mongoadmin.adapter.ReactiveMemberAdmins;
import dev.offshoot.mongoadmin.adapter.VirtualThreadGather;
import dev.offshoot.mongoadmin.app.ConnectionStrings;
import dev.offshoot.mongoadmin.app.ObserveReplicaSet;
import dev.offshoot.stage.adapter.worker.StageWorkers;
import dev.offshoot.stage.app.AcceptEvent;
import dev.offshoot.stage.app.JournalStore;
import dev.offshoot.stage.app.Secrets;
import dev.offshoot.state.adapter.mongo.MongoAuditTrail;
import dev.offshoot.state.adapter.mongo.MongoDeploymentStore;
import dev.offshoot.state.adapter.mongo.MongoExpansionStore;
import dev.offshoot.state.adapter.mongo.MongoHostRegister;
import dev.offshoot.state.adapter.mongo.MongoLeftovers;
import dev.offshoot.state.adapter.mongo.MongoSpares;
import dev.offshoot.state.adapter.observe.ReplicaSetObserver;
import dev.offshoot.state.adapter.worker.JournalDoor;
import dev.offshoot.state.app.AuditSeal;
import dev.offshoot.state.app.AuditTrail;
import dev.offshoot.state.app.DeploymentStore;
import dev.offshoot.state.app.ExpansionJournal;
import dev.offshoot.state.app.ExpansionStore;
import dev.offshoot.state.app.HostRegister;
import dev.offshoot.state.app.Ids;
import dev.offshoot.state.app.Leftovers;
import dev.offshoot.state.app.SetObserver;
import dev.offshoot.state.app.Spares;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Makes the adapters. Stores are made on first use: the database is named after the stage, which
 * itself needs them.
 */
@Singleton
public class StateWiring {

  @Produces
  @ApplicationScoped
  ExpansionStore expansions(MongoDatabase database) {
    return new MongoExpansionStore(database);
  }

  @Produces
  @ApplicationScoped
  DeploymentStore deployments(MongoDatabase database) {
    return new MongoDeploymentStore(database);
  }

  @Produces
  @ApplicationScoped
  HostRegister hosts(MongoDatabase database) {
    return new MongoHostRegister(database);
  }

  @Produces
  @ApplicationScoped
  Spares spares(MongoDatabase database) {
    return new MongoSpares(database);
  }

  @Produces
  @ApplicationScoped
  Leftovers leftovers(MongoDatabase database) {
    return new MongoLeftovers(database);
  }

  @Produces
  @ApplicationScoped
  AuditTrail audit(MongoDatabase database) {
    return new MongoAuditTrail(database);
  }

  @Produces
  @ApplicationScoped
  AuditSeal seal(MongoDatabase database) {
    return new MongoAuditTrail(database);
  }

  @Produces
  @Singleton
  Ids ids() {
    return () -> UUID.randomUUID().toString();
  }

  @Produces
  @Singleton
  ConnectionStrings connectionStrings() {
    return new DriverConnectionStrings();
  }

  @Produces
  @Singleton
  ReactiveMemberAdmins members() {
    return new ReactiveMemberAdmins(DriverSettings.of("state-service"));
  }

  void close(@Disposes ReactiveMemberAdmins members) {
    members.close();
  }

  @Produces
  @Singleton
  SetObserver observer(
      ReactiveMemberAdmins members,
      ConnectionStrings strings,
      Secrets secrets,
      InstantSource clock,
      StateConfig config) {
    ObserveReplicaSet sets =
        new ObserveReplicaSet(
            members, strings, new VirtualThreadGather(), clock, config.memberDeadline());
    return new ReplicaSetObserver(sets, strings, secrets);
  }

  @Produces
  @Singleton
  ExpansionJournal journal(
      Instance<AcceptEvent> accept, Instance<JournalStore> store, Instance<StageWorkers> workers) {
    return new JournalDoor(accept::get, store::get, workers::get);
  }
}
