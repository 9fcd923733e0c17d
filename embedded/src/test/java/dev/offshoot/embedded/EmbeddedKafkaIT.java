package dev.offshoot.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
  private static final Duration READY = Duration.ofSeconds(60);

  private final Path dataDir;
  private EmbeddedKafka kafka;

  EmbeddedKafkaIT(@TempDir Path dataDir) {
    this.dataDir = dataDir;
  }

  @BeforeEach
  void prepare() {
    kafka = new EmbeddedKafka(dataDir, Tools.find());
  }

  @AfterEach
  void stop() {
    kafka.stop();
  }

  @Test
  void keepsAddressAndRecordsOverKillAndRestart() throws Exception {
    // Given
    long begin = System.nanoTime();
    kafka.start();
    kafka.awaitReady(READY);
    System.out.printf("Kafka, first start: ready in %.1f s%n", seconds(begin));
    String address = kafka.bootstrapServers();
    produce("offshoot.sample", "orders", "first");

    // When
    kafka.process().kill();
    begin = System.nanoTime();
    kafka.start();
    kafka.awaitReady(READY);
    System.out.printf("Kafka, restart after kill: ready in %.1f s%n", seconds(begin));

    // Then
    assertThat(kafka.bootstrapServers()).isEqualTo(address);
    assertThat(consume("offshoot.sample")).containsExactly("first");
  }

  @Test
  void startIsIdempotentWhileTheNodeIsAlive() {
    // Given
    kafka.start();
    kafka.awaitReady(READY);
    long pid = kafka.process().pid().orElseThrow();

    // When
    EmbeddedKafka another = new EmbeddedKafka(dataDir, Tools.find());
    another.start();

    // Then
    assertThat(another.process().pid()).hasValue(pid);
  }

  @Test
  void aTakenPortStopsTheStartByName() throws IOException {
    // Given
    int port = Integer.parseInt(kafka.bootstrapServers().split(":")[1]);
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {

      // When / Then
      assertThatThrownBy(() -> kafka.start())
          .isInstanceOf(StartFailed.class)
          .hasMessageContainingAll(
              Integer.toString(taken.getLocalPort()), "event broker", "kafka/port");
    }
    assertThat(kafka.process().isAlive()).isFalse();
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  private void produce(String topic, String key, String value) throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (Admin admin = Admin.create(settings)) {
      admin
          .createTopics(List.of(new NewTopic(topic, 1, (short) 1)))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, key, value)).get(30, TimeUnit.SECONDS);
    }
  }

  private List<String> consume(String topic) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            kafka.bootstrapServers(),
            "group.id",
            "sample",
            "auto.offset.reset",
            "earliest");
    List<String> seen = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (seen.isEmpty() && System.nanoTime() < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(each -> seen.add(each.value()));
      }
    }
    return seen;
  }
}
