package dev.offshoot.provisioner.config;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.offshoot.provisioner.adapter.dns.DnsCommand;
import dev.offshoot.provisioner.adapter.ec2.Ec2Clients;
import dev.offshoot.provisioner.adapter.ec2.Ec2Prices;
import dev.offshoot.provisioner.adapter.ec2.Ec2Provider;
import dev.offshoot.provisioner.adapter.ec2.Ec2Settings;
import dev.offshoot.provisioner.adapter.event.CatalogueAnnouncer;
import dev.offshoot.provisioner.adapter.event.PublishedProgress;
import dev.offshoot.provisioner.adapter.local.LocalProvider;
import dev.offshoot.provisioner.adapter.mongo.MongoPool;
import dev.offshoot.provisioner.adapter.watch.SharedWatch;
import dev.offshoot.provisioner.app.AnnounceCatalogue;
import dev.offshoot.provisioner.app.AnnounceLeftovers;
import dev.offshoot.provisioner.app.EnrolmentTokens;
import dev.offshoot.provisioner.app.FindLeftovers;
import dev.offshoot.provisioner.app.HearMachines;
import dev.offshoot.provisioner.app.HostProvider;
import dev.offshoot.provisioner.app.HostProviders;
import dev.offshoot.provisioner.app.HostWatch;
import dev.offshoot.provisioner.app.Limits;
import dev.offshoot.provisioner.app.NamedHosts;
import dev.offshoot.provisioner.app.Pool;
import dev.offshoot.provisioner.app.PoolProvider;
import dev.offshoot.provisioner.app.ProvisionerStage;
import dev.offshoot.provisioner.app.RemoveLeftovers;
import dev.offshoot.provisioner.app.WithdrawMachines;
import dev.offshoot.stage.adapter.mongo.MongoJournalStore;
import dev.offshoot.stage.app.Bulletins;
import dev.offshoot.stage.app.EventBroker;
import dev.offshoot.stage.app.Secrets;
import dev.offshoot.stage.app.Stage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
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

  private static final int ROOT_GIB = 20;
  private static final int ROOT_WITH_DATA_GIB = 100;

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
    List<HostWatch> watches = new ArrayList<>();
    all.add(new LocalProvider(hosts, data.resolve("kept")));
    config
        .aws()
        .map(aws -> provider(aws, clock))
        .ifPresent(
            aws -> {
              all.add(named(aws, config, clock));
              watches.add(new SharedWatch(aws, clock));
            });
    all.add(new PoolProvider(pool, clock, () -> announcer.get().lookNow()));
    return new HostProviders(all, watches);
  }

  private static HostProvider named(
      HostProvider hosts, ProvisionerConfig config, InstantSource clock) {
    return config
        .dnsCommand()
        .<HostProvider>map(words -> new NamedHosts(hosts, new DnsCommand(words, clock), clock))
        .orElse(hosts);
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

  private static Ec2Provider provider(ProvisionerConfig.Aws aws, InstantSource clock) {
    Ec2Settings settings =
        new Ec2Settings(
            aws.installation(),
            aws.image(),
            aws.instanceTypes(),
            new TreeMap<>(aws.subnets()),
            aws.securityGroups(),
            disks(aws));
    return new Ec2Provider(
        Ec2Clients.of(aws.region(), aws.endpoint().orElse(null)),
        settings,
        new Ec2Prices(aws.prices().map(Path::of).orElse(null), aws.region()),
        clock);
  }

  private static Ec2Settings.Disks disks(ProvisionerConfig.Aws aws) {
    boolean apart = aws.dataVolume().orElse(true);
    Ec2Settings.Volume root =
        new Ec2Settings.Volume(
            aws.rootDevice().orElse("/dev/xvda"),
            aws.volumeGib().orElse(apart ? ROOT_GIB : ROOT_WITH_DATA_GIB),
            aws.volumeType().orElse("gp3"),
            aws.volumeIops().orElse(null));
    return new Ec2Settings.Disks(
        root,
        apart
            ? new Ec2Settings.DataVolume(
                aws.dataVolumeDevice().orElse("/dev/sdf"),
                aws.dataVolumeType().orElse("gp3"),
                aws.dataVolumeIops().orElse(null))
            : null);
  }

  @Produces
  @Singleton
  @Typed(ProvisionerStage.class)
  ProvisionerStage expansions(
      HostProviders providers,
      Secrets secrets,
      EventBroker broker,
      InstantSource clock,
      ProvisionerConfig config) {
    return new ProvisionerStage(
        providers,
        new EnrolmentTokens(secrets),
        userDataTemplate(),
        new PublishedProgress(broker, clock),
        new Limits(config.givesUpAfter(), config.tokenLife()));
  }

  /** The store is looked up when needed, because its client asks the stage for its name. */
  @Produces
  @Singleton
  Stage stage(
      ProvisionerStage expansions,
      HostProviders providers,
      Instance<MongoDatabase> database,
      Pool pool,
      Instance<CatalogueAnnouncer> announcer) {
    Stage leftovers =
        new RemoveLeftovers(
            expansions,
            providers,
            (after, limit) -> new MongoJournalStore(database.get()).after(after, limit));
    return new WithdrawMachines(leftovers, pool, () -> announcer.get().lookNow());
  }

  @Produces
  @Singleton
  AnnounceCatalogue catalogue(HostProviders providers, EventBroker broker) {
    return new AnnounceCatalogue(providers, broker);
  }

  @Produces
  @Singleton
  AnnounceLeftovers leftovers(HostProviders providers, MongoDatabase database, EventBroker broker) {
    MongoJournalStore journals = new MongoJournalStore(database);
    return new AnnounceLeftovers(new FindLeftovers(providers, journals::after), broker);
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
