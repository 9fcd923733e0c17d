package dev.offshoot.provisioner.config;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.offshoot.provisioner.adapter.ec2.Ec2Clients;
import dev.offshoot.provisioner.adapter.ec2.Ec2Provider;
import dev.offshoot.provisioner.adapter.ec2.Ec2Settings;
import dev.offshoot.provisioner.adapter.event.CatalogueAnnouncer;
import dev.offshoot.provisioner.adapter.event.PublishedProgress;
import dev.offshoot.provisioner.adapter.local.LocalProvider;
import dev.offshoot.provisioner.adapter.mongo.MongoPool;
import dev.offshoot.provisioner.app.AnnounceCatalogue;
import dev.offshoot.provisioner.app.EnrolmentTokens;
import dev.offshoot.provisioner.app.HearMachines;
import dev.offshoot.provisioner.app.HostProvider;
import dev.offshoot.provisioner.app.HostProviders;
import dev.offshoot.provisioner.app.Pool;
import dev.offshoot.provisioner.app.PoolProvider;
import dev.offshoot.provisioner.app.ProvisionerStage;
import dev.offshoot.stage.app.Bulletins;
import dev.offshoot.stage.app.EventBroker;
import dev.offshoot.stage.app.Secrets;
import dev.offshoot.stage.app.Stage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Makes the parts of provisioner-service. */
@Singleton
public class ProvisionerWiring {

  @Produces
  @Singleton
  HostProviders providers(
      ProvisionerConfig config,
      DataFolder folder,
      Pool pool,
      Instance<CatalogueAnnouncer> announcer,
      InstantSource clock) {
    Path data = Path.of(folder.dataDir());
    Path hosts = config.hostsDir().map(Path::of).orElse(data.resolve("hosts"));
    List<HostProvider> all = new ArrayList<>();
    all.add(new LocalProvider(hosts, data.resolve("kept")));
    config.aws().ifPresent(aws -> all.add(provider(aws, clock)));
    all.add(new PoolProvider(pool, clock, () -> announcer.get().lookNow()));
    return new HostProviders(all);
  }

  /** A proxy, because the store's client asks the stage for its name. */
  @Produces
  @ApplicationScoped
  Pool pool(MongoDatabase database) {
    return new MongoPool(database);
  }

  @Produces
  @Singleton
  Bulletins bulletins(Pool pool, Instance<CatalogueAnnouncer> announcer, InstantSource clock) {
    return new HearMachines(pool, clock, () -> announcer.get().lookNow());
  }

  private static HostProvider provider(ProvisionerConfig.Aws aws, InstantSource clock) {
    Ec2Settings.Volume volume =
        new Ec2Settings.Volume(
            aws.rootDevice().orElse("/dev/xvda"),
            aws.volumeGib().orElse(100),
            aws.volumeType().orElse("gp3"),
            aws.volumeIops().orElse(null));
    Ec2Settings settings =
        new Ec2Settings(
            aws.installation(),
            aws.image(),
            aws.instanceTypes(),
            new TreeMap<>(aws.subnets()),
            aws.securityGroups(),
            volume);
    return new Ec2Provider(
        Ec2Clients.of(aws.region(), aws.endpoint().orElse(null)), settings, clock);
  }

  @Produces
  @Singleton
  Stage stage(HostProviders providers, Secrets secrets, EventBroker broker, InstantSource clock) {
    return new ProvisionerStage(
        providers,
        new EnrolmentTokens(secrets),
        userDataTemplate(),
        new PublishedProgress(broker, clock));
  }

  @Produces
  @Singleton
  AnnounceCatalogue catalogue(HostProviders providers, EventBroker broker) {
    return new AnnounceCatalogue(providers, broker);
  }

  /** The script in this service's jar, its places left open. */
  public static String userDataTemplate() {
    try (InputStream in = ProvisionerWiring.class.getResourceAsStream("/user-data.sh")) {
      if (in == null) {
        throw new IllegalStateException("user-data.sh is missing in this jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
