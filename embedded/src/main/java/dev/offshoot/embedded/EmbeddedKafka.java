package dev.offshoot.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One Kafka node (broker and controller in one process, KRaft) in {@code <data-dir>/kafka}, on
 * loopback, on ports chosen once. {@link #start()} only starts; {@link #awaitReady} says when it
 * can be used, so that parts start side by side. Its messages say "event broker": who did not bring
 * a Kafka need not know of one.
 */
public final class EmbeddedKafka {
  private static final Duration FORMATTED_WITHIN = Duration.ofSeconds(60);
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(20);
  private static final List<String> JVM =
      List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k");
  private static final List<String> LOGGING =
      List.of(
          "-Dorg.slf4j.simpleLogger.showDateTime=true",
          "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSZ",
          "-Dorg.slf4j.simpleLogger.log.org.apache.kafka.common.config.AbstractConfig=warn",
          "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaConfig=warn");

  private final Path folder;
  private final Path log;
  private final Tools tools;
  private final ManagedProcess process;

  /** The node of this data folder, running or not. */
  public EmbeddedKafka(Path dataDir, Tools tools) {
    this.folder = PrivateFiles.folder(dataDir.resolve("kafka").toAbsolutePath());
    this.log = dataDir.resolve("logs").toAbsolutePath().resolve("kafka.log");
    this.tools = tools;
    this.process = new ManagedProcess("The event broker", folder.resolve("pid"));
  }

  /**
   * Starts the node unless it runs; a port taken by somebody else stops the start with a message
   * that names it.
   */
  public void start() {
    if (process.isAlive()) {
      return;
    }
    broker().requireFree();
    controller().requireFree();
    Path properties = folder.resolve("server.properties");
    PrivateFiles.write(properties, properties());
    if (!Files.exists(folder.resolve("data/meta.properties"))) {
      format(properties);
    }
    process.start(launch(recorded().options(), "kafka.Kafka", List.of(properties.toString())));
  }

  /** Waits until the node answers the Kafka protocol. */
  public void awaitReady(Duration atMost) {
    int port = broker().number();
    boolean ready = Poll.until(atMost, () -> KafkaProbe.answers(port) || !process.isAlive());
    if (!ready || !process.isAlive()) {
      throw new StartFailed(
          "The event broker %s; see %s, which ends:\n%s"
              .formatted(
                  process.isAlive()
                      ? "was not ready after " + atMost.toSeconds() + " s"
                      : "ended while starting",
                  log,
                  ManagedProcess.lastLines(log)));
    }
  }

  /** Stops the node; its data stays. */
  public void stop() {
    process.stop(RecordedStart.isRecording() ? RecordedStart.WITHIN : STOPPED_WITHIN);
  }

  /** Keeps what the node recorded of its start; false where it was to record and did not. */
  public boolean keepRecordedStart() {
    return recorded().keep();
  }

  /** For {@code bootstrap.servers}; the same after each restart. */
  public String bootstrapServers() {
    return "127.0.0.1:" + broker().number();
  }

  /** The node's process, for status and for tests that kill it. */
  public ManagedProcess process() {
    return process;
  }

  private KeptPort broker() {
    return KeptPort.in(folder.resolve("port"), "the event broker");
  }

  private KeptPort controller() {
    return KeptPort.in(folder.resolve("controller-port"), "the event broker's controller");
  }

  private void format(Path properties) {
    ManagedProcess format =
        new ManagedProcess("Formatting of the event broker's folder", folder.resolve("format.pid"));
    String cluster = PrivateFiles.keptSecret(folder.resolve("cluster-id"), 16);
    format.start(
        launch(
            recorded().optionsOfAnother(),
            "kafka.tools.StorageTool",
            List.of("format", "--ignore-formatted", "-t", cluster, "-c", properties.toString())));
    boolean ended = Poll.until(FORMATTED_WITHIN, () -> !format.isAlive());
    if (!ended || !Files.exists(folder.resolve("data/meta.properties"))) {
      format.stop(Duration.ZERO);
      throw new StartFailed("The event broker's folder could not be formatted; see " + log);
    }
  }

  private RecordedStart recorded() {
    return RecordedStart.of(tools.kafkaJars());
  }

  private Launch launch(List<String> recorded, String main, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(Tools.java().toString()));
    command.addAll(JVM);
    command.addAll(recorded);
    command.addAll(LOGGING);
    command.addAll(List.of("-cp", tools.kafkaClassPath(), main));
    command.addAll(arguments);
    return new Launch(command, folder, log);
  }

  private String properties() {
    return """
    process.roles=broker,controller
    broker.heartbeat.interval.ms=500
    broker.session.timeout.ms=3000
    node.id=1
    listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
    advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
    controller.listener.names=CONTROLLER
    controller.quorum.voters=1@127.0.0.1:%2$d
    log.dirs=%3$s
    auto.create.topics.enable=false
    num.partitions=1
    offsets.topic.num.partitions=1
    offsets.topic.replication.factor=1
    transaction.state.log.num.partitions=1
    transaction.state.log.replication.factor=1
    transaction.state.log.min.isr=1
    share.coordinator.state.topic.num.partitions=1
    share.coordinator.state.topic.replication.factor=1
    share.coordinator.state.topic.min.isr=1
    group.initial.rebalance.delay.ms=0
    log.segment.bytes=67108864
    log.cleaner.dedupe.buffer.size=8388608
    num.network.threads=2
    num.io.threads=2
    background.threads=2
    """
        .formatted(broker().number(), controller().number(), folder.resolve("data"));
  }
}
