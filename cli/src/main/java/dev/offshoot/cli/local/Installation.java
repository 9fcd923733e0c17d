package dev.offshoot.cli.local;

import dev.offshoot.cli.CommandFailed;
import dev.offshoot.embedded.EmbeddedKafka;
import dev.offshoot.embedded.EmbeddedStore;
import dev.offshoot.embedded.KeptPort;
import dev.offshoot.embedded.ServiceProcess;
import dev.offshoot.embedded.Tools;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The five services of one data folder with their broker and store, running or not. What was chosen
 * at the first start (ports, a broker and store of the user's own) is kept in the data folder.
 */
public final class Installation {
  private static final Duration PARTS_READY_WITHIN = Duration.ofSeconds(90);
  private static final Duration SERVICES_READY_WITHIN = Duration.ofMinutes(2);
  private static final Tools NO_PARTS = new Tools(Path.of("none"), Path.of("none"));
  private static final String BROKER = "kafka";
  private static final String STORE = "store-uri";
  private static final String AGENTS_PORT = "agents-port";
  private static final int DEFAULT_AGENTS_PORT = 8085;

  private final DataDir dataDir;
  private final Home home;
  private final Supplier<Tools> tools;

  /**
   * The installation of this folder.
   *
   * @param tools found only when something must be started
   */
  public Installation(DataDir dataDir, Home home, Supplier<Tools> tools) {
    this.dataDir = dataDir;
    this.home = home;
    this.tools = tools;
  }

  /** The installation of this folder with the parts the launcher names. */
  public static Installation of(DataDir dataDir) {
    return new Installation(dataDir, Home.find(), Tools::find);
  }

  public DataDir dataDir() {
    return dataDir;
  }

  /** Uses a broker that runs already, from the next start on. */
  public void useBroker(String bootstrapServers) {
    dataDir.keep(BROKER, bootstrapServers);
  }

  /** Uses a store that runs already, from the next start on; kept in a file of mode 0600. */
  public void useStore(String connectionString) {
    dataDir.keep(STORE, connectionString);
  }

  /** Moves a service to another port, from the next start on. */
  public void usePort(ServiceName service, int port) {
    dataDir.keep(portSetting(service), Integer.toString(port));
  }

  /** Takes free ports for all services that have no port of their own yet. */
  public void useFreePorts() {
    for (ServiceName service : ServiceName.values()) {
      if (dataDir.kept(portSetting(service)).isEmpty()) {
        usePort(service, KeptPort.choose());
      }
    }
    if (dataDir.kept(AGENTS_PORT).isEmpty()) {
      dataDir.keep(AGENTS_PORT, Integer.toString(KeptPort.choose()));
    }
  }

  /** Starts what does not run, and returns when all services are ready. */
  public void start() {
    start(service -> Map.of());
  }

  /**
   * The same.
   *
   * @param further variables of a service beside the installation's own, which they replace
   */
  public void start(Function<ServiceName, Map<String, String>> further) {
    dataDir.prepare();
    requireJars();
    Tools parts = tools.get();
    Optional<EmbeddedStore> store = embeddedStore(parts);
    Optional<EmbeddedKafka> broker = embeddedBroker(parts);
    store.ifPresent(EmbeddedStore::start);
    broker.ifPresent(EmbeddedKafka::start);
    store.ifPresent(started -> started.awaitReady(PARTS_READY_WITHIN));
    broker.ifPresent(started -> started.awaitReady(PARTS_READY_WITHIN));
    for (ServiceName service : ServiceName.values()) {
      keepPort(service);
      if (service == ServiceName.INSTALLER_SERVICE) {
        keepAgentsPort();
      }
      Map<String, String> variables = environment(service, parts);
      variables.putAll(further.apply(service));
      process(service).start(variables);
    }
    services().forEach(service -> service.awaitReady(SERVICES_READY_WITHIN));
  }

  /** Stops services, broker and store; members and hosts keep running. */
  public void stop() {
    services().parallelStream().forEach(ServiceProcess::stop);
    List<Runnable> parts = new ArrayList<>();
    if (ownsBroker()) {
      parts.add(broker()::stop);
    }
    if (ownsStore()) {
      parts.add(store()::stop);
    }
    parts.parallelStream().forEach(Runnable::run);
  }

  /** Ends services, broker and store at once: only for what is thrown away. */
  public void kill() {
    services().forEach(service -> service.process().kill());
    if (ownsBroker()) {
      broker().process().kill();
    }
    if (ownsStore()) {
      store().process().kill();
    }
  }

  private boolean ownsBroker() {
    return hasEmbeddedBroker() && Files.exists(dataDir.root().resolve("kafka"));
  }

  private boolean ownsStore() {
    return dataDir.kept(STORE).isEmpty() && Files.exists(dataDir.root().resolve("store"));
  }

  /** All five, running or not. */
  public List<ServiceProcess> services() {
    List<ServiceProcess> services = new ArrayList<>();
    for (ServiceName service : ServiceName.values()) {
      services.add(process(service));
    }
    return services;
  }

  private ServiceProcess process(ServiceName service) {
    return new ServiceProcess(dataDir.root(), service.label(), home.jar(service), url(service));
  }

  /** Whether any part of it runs. */
  public boolean isUp() {
    return dataDir.exists() && services().stream().anyMatch(service -> service.process().isAlive());
  }

  public URI url(ServiceName service) {
    String port =
        dataDir.kept(portSetting(service)).orElse(Integer.toString(service.defaultPort()));
    return URI.create("http://127.0.0.1:" + port);
  }

  /** For status; empty where none was ever started. */
  public String bootstrapServers() {
    return dataDir
        .kept(BROKER)
        .orElseGet(
            () ->
                Files.exists(dataDir.root().resolve("kafka/port"))
                    ? broker().bootstrapServers()
                    : "");
  }

  /** Without user and password, for status; empty where none was ever started. */
  public String redactedStore() {
    return dataDir
        .kept(STORE)
        .map(uri -> uri.replaceFirst("//[^@/]*@", "//"))
        .orElseGet(
            () ->
                Files.exists(dataDir.root().resolve("store/port"))
                    ? store().redactedConnectionString()
                    : "");
  }

  /** Whether the broker is Offshoot's own. */
  public boolean hasEmbeddedBroker() {
    return dataDir.kept(BROKER).isEmpty();
  }

  private void requireJars() {
    for (ServiceName service : ServiceName.values()) {
      if (!Files.isRegularFile(home.jar(service))) {
        throw new CommandFailed(
            service.label() + " is not built: " + home.jar(service) + " is missing",
            "Start through ./offshoot, which builds what is missing.");
      }
    }
  }

  private void keepPort(ServiceName service) {
    if (dataDir.kept(portSetting(service)).isEmpty()) {
      usePort(service, service.defaultPort());
    }
  }

  /** The port on which agents are served, kept like the others; it must be free at the start. */
  private void keepAgentsPort() {
    if (dataDir.kept(AGENTS_PORT).isEmpty()) {
      dataDir.keep(AGENTS_PORT, Integer.toString(DEFAULT_AGENTS_PORT));
    }
    if (!process(ServiceName.INSTALLER_SERVICE).process().isAlive()) {
      Path kept = dataDir.root().resolve("settings").resolve(AGENTS_PORT);
      new KeptPort("agents", kept, agentsPort()).requireFree();
    }
  }

  /** The port on which agents are served. */
  public int agentsPort() {
    return dataDir.kept(AGENTS_PORT).map(Integer::parseInt).orElse(DEFAULT_AGENTS_PORT);
  }

  private Map<String, String> environment(ServiceName service, Tools parts) {
    Map<String, String> variables = new TreeMap<>();
    variables.put(
        "OFFSHOOT_STORE_URI", dataDir.kept(STORE).orElseGet(() -> store().connectionString()));
    variables.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers());
    variables.put("OFFSHOOT_SECRETS_DIR", dataDir.secrets().toString());
    variables.put("OFFSHOOT_DATA_DIR", dataDir.root().toString());
    variables.put("OFFSHOOT_API_TOKEN_FILE", dataDir.tokenFile().toString());
    // The installation runs one copy of each service, which takes its own work up again at once.
    variables.put("OFFSHOOT_WORK_INSTANCE", "embedded");
    variables.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    variables.put("QUARKUS_HTTP_PORT", Integer.toString(url(service).getPort()));
    switch (service) {
      case PROVISIONER_SERVICE ->
          variables.put("OFFSHOOT_PROVISIONER_HOSTS_DIR", dataDir.hosts().toString());
      case INSTALLER_SERVICE -> {
        variables.put("QUARKUS_HTTP_SSL_PORT", Integer.toString(agentsPort()));
        variables.put("OFFSHOOT_INSTALLER_CA_CREATE", "true");
        variables.put("OFFSHOOT_INSTALLER_MONGOD", parts.mongod().toString());
        home.agentImage()
            .ifPresent(
                image ->
                    variables.put(
                        "OFFSHOOT_INSTALLER_AGENT_IMAGE", image.toAbsolutePath().toString()));
      }
      case STATE_SERVICE, PLANNER_SERVICE, REPLICATION_MONITOR -> {}
    }
    return variables;
  }

  private Optional<EmbeddedStore> embeddedStore(Tools parts) {
    return dataDir.kept(STORE).isPresent()
        ? Optional.empty()
        : Optional.of(new EmbeddedStore(dataDir.root(), parts));
  }

  private Optional<EmbeddedKafka> embeddedBroker(Tools parts) {
    return hasEmbeddedBroker()
        ? Optional.of(new EmbeddedKafka(dataDir.root(), parts))
        : Optional.empty();
  }

  // Stopping and showing need no parts to start.
  private EmbeddedStore store() {
    return new EmbeddedStore(dataDir.root(), NO_PARTS);
  }

  private EmbeddedKafka broker() {
    return new EmbeddedKafka(dataDir.root(), NO_PARTS);
  }

  private static String portSetting(ServiceName service) {
    return service.label() + "-port";
  }
}
