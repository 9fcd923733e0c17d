package dev.offshoot.state;

import dev.offshoot.embedded.KeptPort;
import dev.offshoot.embedded.Launch;
import dev.offshoot.embedded.ManagedProcess;
import dev.offshoot.embedded.Poll;
import dev.offshoot.embedded.PrivateFiles;
import dev.offshoot.embedded.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** A Kafka node that takes clients over TLS and SASL/SCRAM-SHA-512 only. */
final class SecuredKafka implements AutoCloseable {

  private static final String CLUSTER = "AAAAAAAAAAAAAAAAAAAAAQ";
  private static final String STORE_PASSWORD = "only-for-this-test";

  private final Path folder;
  private final int port = KeptPort.choose();
  private final int controller = KeptPort.choose();
  private final ManagedProcess node;

  private SecuredKafka(Path folder) {
    this.folder = folder;
    this.node = new ManagedProcess("Kafka", folder.resolve("pid"));
  }

  static SecuredKafka start(Path folder, String user, String password) throws Exception {
    SecuredKafka kafka = new SecuredKafka(PrivateFiles.folder(folder));
    try {
      kafka.makeCertificate();
      PrivateFiles.write(folder.resolve("server.properties"), kafka.properties());
      kafka.format(user, password);
      kafka.node.start(kafka.launch("kafka.Kafka", List.of(kafka.file("server.properties"))));
      if (!Poll.until(Duration.ofSeconds(90), () -> kafka.answers(user, password))) {
        throw new IllegalStateException(Files.readString(folder.resolve("log")));
      }
      return kafka;
    } catch (Exception e) {
      kafka.close();
      throw e;
    }
  }

  /** Settings of a client, as Kafka names them. */
  Map<String, String> client(String user, String password) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("bootstrap.servers", "localhost:" + port);
    settings.put("security.protocol", "SASL_SSL");
    settings.put("sasl.mechanism", "SCRAM-SHA-512");
    settings.put("sasl.jaas.config", login(user, password));
    settings.put("ssl.truststore.type", "PEM");
    settings.put("ssl.truststore.location", file("broker.pem"));
    return settings;
  }

  @Override
  public void close() {
    if (node.isAlive()) {
      node.kill();
    }
  }

  private boolean answers(String user, String password) {
    try (Admin admin = Admin.create(new TreeMap<String, Object>(client(user, password)))) {
      return !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void makeCertificate() throws IOException {
    List<String> key = List.of("-keystore", file("broker.p12"), "-storepass", STORE_PASSWORD);
    List<String> made = new ArrayList<>(List.of("-genkeypair", "-alias", "broker"));
    made.addAll(List.of("-keyalg", "EC", "-dname", "CN=localhost", "-storetype", "PKCS12"));
    made.addAll(List.of("-ext", "SAN=dns:localhost,ip:127.0.0.1", "-validity", "2"));
    made.addAll(key);
    ended("keytool", made);
    List<String> out = new ArrayList<>(List.of("-exportcert", "-rfc", "-alias", "broker"));
    out.addAll(List.of("-file", file("broker.pem")));
    out.addAll(key);
    ended("keytool", out);
  }

  private void ended(String program, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", program).toString());
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("setup.log").toFile())
            .start();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException(Files.readString(folder.resolve("setup.log")));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void format(String user, String password) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-cp", Tools.find().kafkaClassPath()));
    arguments.addAll(List.of("kafka.tools.StorageTool", "format", "-t", CLUSTER));
    arguments.addAll(List.of("-c", file("server.properties"), "--add-scram"));
    arguments.add("SCRAM-SHA-512=[name=%s,password=%s]".formatted(user, password));
    ended("java", arguments);
  }

  private Launch launch(String main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.addAll(List.of(Tools.find().kafkaClassPath(), main));
    command.addAll(arguments);
    return new Launch(command, folder, folder.resolve("log"));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private static String login(String user, String password) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
        .formatted(user, password);
  }

  private String properties() {
    return """
    process.roles=broker,controller
    node.id=1
    listeners=SASL_SSL://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
    advertised.listeners=SASL_SSL://localhost:%1$d
    listener.security.protocol.map=SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT
    inter.broker.listener.name=SASL_SSL
    controller.listener.names=CONTROLLER
    controller.quorum.voters=1@127.0.0.1:%2$d
    sasl.enabled.mechanisms=SCRAM-SHA-512
    sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512
    listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config=%3$s
    ssl.keystore.type=PKCS12
    ssl.keystore.location=%4$s/broker.p12
    ssl.keystore.password=%5$s
    ssl.truststore.type=PEM
    ssl.truststore.location=%4$s/broker.pem
    log.dirs=%4$s/data
    auto.create.topics.enable=false
    offsets.topic.num.partitions=1
    offsets.topic.replication.factor=1
    group.initial.rebalance.delay.ms=0
    log.cleaner.dedupe.buffer.size=8388608
    """
        .formatted(
            port, controller, login("offshoot", "offshoot-scram-password"), folder, STORE_PASSWORD);
  }
}
