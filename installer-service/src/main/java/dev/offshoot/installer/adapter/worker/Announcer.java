package dev.offshoot.installer.adapter.worker;

import dev.offshoot.contracts.CatalogueAnnounced;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.OfferedAgent;
import dev.offshoot.contracts.OfferedArtifact;
import dev.offshoot.installer.adapter.file.AgentImage;
import dev.offshoot.installer.adapter.file.ArtifactFiles;
import dev.offshoot.installer.app.CertificateIssuer;
import dev.offshoot.installer.app.InstallStage;
import dev.offshoot.installer.config.InstallerConfig;
import dev.offshoot.stage.app.BrokerUnavailable;
import dev.offshoot.stage.app.EventBroker;
import dev.offshoot.stage.app.StoreUnavailable;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Registers what the settings name, then announces the catalogue. */
@ApplicationScoped
public class Announcer {

  private static final Logger LOG = Logger.getLogger(Announcer.class);
  private static final Duration EVERY = Duration.ofHours(1);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(2);

  private final InstallerConfig config;
  private final OwnArtifacts artifacts;
  private final EventBroker broker;
  private final CertificateIssuer issuer;
  private final InstantSource clock;
  private final Semaphore asked = new Semaphore(0);
  private volatile @Nullable AgentImage image;
  private volatile boolean stopping;

  /** Wired by CDI. */
  public Announcer(
      InstallerConfig config,
      OwnArtifacts artifacts,
      EventBroker broker,
      CertificateIssuer issuer,
      InstantSource clock) {
    this.config = config;
    this.artifacts = artifacts;
    this.broker = broker;
    this.issuer = issuer;
    this.clock = clock;
  }

  /** A path that cannot be used stops the start, naming key and value. */
  void onStart(@Observes StartupEvent event) throws IOException {
    Optional<String> agentImage = config.agentImage();
    if (agentImage.isPresent()) {
      image = image(Path.of(agentImage.get()));
    }
    Optional<String> mongod = config.mongod();
    if (mongod.isPresent() && !Files.isExecutable(Path.of(mongod.get()))) {
      throw new IllegalArgumentException(
          "offshoot.installer.mongod is " + mongod.get() + ", which cannot be run");
    }
    Thread.ofVirtual().name("announcer").start(this::run);
  }

  void onStop(@Observes ShutdownEvent event) {
    stopping = true;
    asked.release();
  }

  /** The catalogue has changed. */
  public void announceNow() {
    asked.release();
  }

  /** The image hosts boot with. */
  public Optional<AgentImage> agentImage() {
    return Optional.ofNullable(image);
  }

  private AgentImage image(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "offshoot.installer.agent-image is " + file + ", which is no file");
    }
    return new AgentImage(file, ArtifactFiles.checksum(file), Files.size(file));
  }

  private void run() {
    boolean registered = false;
    while (!stopping) {
      try {
        if (!registered) {
          registerMongod();
          registered = true;
        }
        announce();
        await(EVERY);
      } catch (StoreUnavailable | BrokerUnavailable e) {
        LOG.warnf("The catalogue could not be announced; trying again: %s", e.getMessage());
        await(AFTER_TROUBLE);
      } catch (IOException e) {
        LOG.errorf("The mongod of offshoot.installer.mongod is not offered: %s", e.getMessage());
        registered = true;
      }
    }
  }

  private void registerMongod() throws IOException {
    if (config.mongod().isEmpty()) {
      return;
    }
    artifacts.register(Path.of(config.mongod().get()));
  }

  private void announce() {
    List<OfferedArtifact> offered = artifacts.offered();
    AgentImage current = image;
    OfferedAgent agent =
        current == null
            ? null
            : new OfferedAgent(
                current.sha256(), current.sizeBytes(), config.publicUrl(), issuer.authorities());
    Instant now = clock.instant();
    CatalogueAnnounced catalogue =
        new CatalogueAnnounced(InstallStage.NAME, now, List.of(), offered, agent);
    broker.publish(
        new EventEnvelope(
            InstallStage.NAME + "/" + now,
            EventType.CATALOGUE_ANNOUNCED,
            "/offshoot/" + InstallStage.NAME,
            InstallStage.NAME,
            now,
            null,
            null,
            ContractJson.tree(catalogue)));
  }

  private void await(Duration most) {
    try {
      if (asked.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
        asked.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
