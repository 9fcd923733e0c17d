package dev.offshoot.monitor.config;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.offshoot.monitor.adapter.mongo.MongoEvidenceStore;
import dev.offshoot.monitor.adapter.mongo.MongoWatchList;
import dev.offshoot.monitor.adapter.set.DirectReplicaSets;
import dev.offshoot.monitor.adapter.telemetry.BrokerTelemetry;
import dev.offshoot.monitor.app.MonitorPorts;
import dev.offshoot.monitor.app.MonitorStage;
import dev.offshoot.stage.app.EventBroker;
import dev.offshoot.stage.app.Secrets;
import dev.offshoot.stage.app.Stage;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Makes the stage and its ways out. */
@Singleton
public class MonitorWiring {

  static final String SERVICE = "replication-monitor";

  @Produces
  @Singleton
  DirectReplicaSets replicaSets(Secrets secrets) {
    return new DirectReplicaSets(secrets, SERVICE);
  }

  void close(@Disposes DirectReplicaSets sets) {
    sets.close();
  }

  @Produces
  @Singleton
  MongoEvidenceStore evidence(Instance<MongoDatabase> database) {
    return new MongoEvidenceStore(database::get);
  }

  @Produces
  @Singleton
  MongoWatchList watches(Instance<MongoDatabase> database) {
    return new MongoWatchList(database::get);
  }

  @Produces
  @Singleton
  MonitorPorts ports(
      DirectReplicaSets sets,
      MongoEvidenceStore evidence,
      MongoWatchList watches,
      EventBroker broker,
      InstantSource clock) {
    return new MonitorPorts(sets, evidence, new BrokerTelemetry(broker, SERVICE), watches, clock);
  }

  @Produces
  @Singleton
  Stage stage(MonitorPorts ports, MonitorConfig config) {
    return new MonitorStage(ports, config.settings());
  }
}
