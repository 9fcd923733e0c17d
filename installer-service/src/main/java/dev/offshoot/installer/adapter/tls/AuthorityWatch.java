package dev.offshoot.installer.adapter.tls;

import dev.offshoot.installer.adapter.worker.Announcer;
import dev.offshoot.installer.config.InstallerConfig;
import dev.offshoot.stage.app.Secrets;
import dev.offshoot.stage.config.OffshootConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Reads the CA's secret at the start, and again every few seconds: a CA is followed by another
 * without a restart. A secret that cannot be used stops the start; later it changes nothing and is
 * told of.
 */
@ApplicationScoped
public class AuthorityWatch {

  private static final Logger LOG = Logger.getLogger(AuthorityWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final InstallerConfig config;
  private final OffshootConfig shared;
  private final Secrets secrets;
  private final InstantSource clock;
  private final CountDownLatch stopping = new CountDownLatch(1);

  /** Wired by CDI. */
  public AuthorityWatch(
      InstallerConfig config, OffshootConfig shared, Secrets secrets, InstantSource clock) {
    this.config = config;
    this.shared = shared;
    this.secrets = secrets;
    this.clock = clock;
  }

  @Produces
  @Singleton
  AgentAuthority agentAuthority() {
    Optional<String> secret = secrets.find(config.caSecret());
    Optional<String> folder = shared.secrets().dir();
    if (secret.isEmpty() && config.caCreate() && folder.isPresent()) {
      FirstAuthority.make(Path.of(folder.get(), config.caSecret()), clock.instant());
      secret = secrets.find(config.caSecret());
    }
    return new AgentAuthority(bundle(secret), host(), config.certificateLife());
  }

  void onStart(@Observes StartupEvent event, AgentAuthority authority, Announcer announcer) {
    Thread.ofVirtual().name("agent-authority").start(() -> watch(authority, announcer));
  }

  void onStop(@Observes ShutdownEvent event) {
    stopping.countDown();
  }

  private void watch(AgentAuthority authority, Announcer announcer) {
    try {
      while (!stopping.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        look(authority, announcer);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(AgentAuthority authority, Announcer announcer) {
    try {
      if (authority.replace(bundle(secrets.find(config.caSecret())))) {
        LOG.infof("The CA of agents changed; %s signs from now on", authority.signs());
        announcer.announceNow();
      }
    } catch (RuntimeException unusable) {
      LOG.errorf("The CA of agents stays as it was: %s", unusable.getMessage());
    }
  }

  private AuthorityBundle bundle(Optional<String> secret) {
    String text =
        secret.orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no secret "
                        + config.caSecret()
                        + " (offshoot.installer.ca-secret); put a CA certificate and its key into"
                        + " it, or set offshoot.installer.ca-create=true to have one made in the"
                        + " secrets folder"));
    return AuthorityBundle.read(config.caSecret(), text, clock.instant());
  }

  private String host() {
    URI url = URI.create(config.publicUrl());
    String host = url.getHost();
    if (!"https".equals(url.getScheme()) || host == null) {
      throw new IllegalArgumentException(
          "offshoot.installer.public-url is "
              + config.publicUrl()
              + "; agents need an address such as https://10.0.0.5:8085");
    }
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
