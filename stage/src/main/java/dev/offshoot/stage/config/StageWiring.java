package dev.offshoot.stage.config;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.offshoot.stage.adapter.mongo.MongoJournalStore;
import dev.offshoot.stage.app.AcceptEvent;
import dev.offshoot.stage.app.Bulletins;
import dev.offshoot.stage.app.EventBroker;
import dev.offshoot.stage.app.JournalStore;
import dev.offshoot.stage.app.PublishOutbox;
import dev.offshoot.stage.app.RunStage;
import dev.offshoot.stage.app.Stage;
import dev.offshoot.stage.app.StoreUnavailable;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Makes the parts of a stage from the settings; a service adds its {@link Stage}, and its {@link
 * Bulletins} if it has any.
 */
@Singleton
public class StageWiring {

  private static final Logger LOG = Logger.getLogger(StageWiring.class);
  private static final int MOST_ATTEMPTS = 6;
  private static final Duration LONGEST_REMOTE_DEADLINE = Duration.ofSeconds(30);

  @Produces
  @Singleton
  @DefaultBean
  InstantSource clock() {
    return InstantSource.system();
  }

  @Produces
  @Singleton
  MongoClient client(OffshootConfig config, Stage stage) {
    MongoClientSettings settings =
        MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(config.store().uri()))
            .applicationName("offshoot/" + stage.name())
            .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(5, TimeUnit.SECONDS))
            .applyToSocketSettings(
                socket ->
                    socket.connectTimeout(5, TimeUnit.SECONDS).readTimeout(20, TimeUnit.SECONDS))
            .applyToConnectionPoolSettings(
                pool -> pool.maxSize(6).maxConnectionIdleTime(60, TimeUnit.SECONDS))
            .build();
    return MongoClients.create(settings);
  }

  void close(@Disposes MongoClient client) {
    client.close();
  }

  @Produces
  @Singleton
  MongoDatabase database(MongoClient client, OffshootConfig config, Stage stage) {
    return client.getDatabase(config.store().database().orElse(stage.name()));
  }

  @Produces
  @Singleton
  @DefaultBean
  JournalStore journalStore(MongoDatabase database) {
    MongoJournalStore store = new MongoJournalStore(database);
    prepare(store);
    return store;
  }

  /** A store that is slow to answer while everything starts must not end the service. */
  private static void prepare(MongoJournalStore store) {
    for (int attempt = 1; attempt < MOST_ATTEMPTS; attempt++) {
      try {
        store.prepare();
        return;
      } catch (StoreUnavailable silent) {
        LOG.warnf("The store does not answer yet; asking again: %s", silent.getMessage());
      }
    }
    store.prepare();
  }

  @Produces
  @Singleton
  @DefaultBean
  Bulletins bulletins() {
    return event -> {};
  }

  @Produces
  @Singleton
  AcceptEvent acceptEvent(
      Stage stage, JournalStore store, Bulletins bulletins, InstantSource clock) {
    return new AcceptEvent(stage, store, bulletins, clock);
  }

  @Produces
  @Singleton
  RunStage runStage(Stage stage, JournalStore store, InstantSource clock, OffshootConfig config) {
    Duration lease = config.work().lease();
    if (lease.compareTo(LONGEST_REMOTE_DEADLINE.multipliedBy(3).dividedBy(2)) < 0) {
      throw new IllegalArgumentException(
          "offshoot.work.lease is "
              + lease
              + ", which does not outlast a remote call; use at least PT45S");
    }
    String instance = config.work().instance().orElseGet(() -> UUID.randomUUID().toString());
    return new RunStage(stage, store, clock, stage.name() + "/" + instance, lease);
  }

  @Produces
  @Singleton
  PublishOutbox publishOutbox(Stage stage, JournalStore store, EventBroker broker) {
    return new PublishOutbox(stage.name(), store, broker);
  }
}
