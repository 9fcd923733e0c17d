package dev.offshoot.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.testbed.EventRecorder.Recorded;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class EventRecorderIT {
  @Test
  void recordsTopicsMadeAfterItsStartWithKeyAndHeaders() throws Exception {
    try (TestKafka kafka = TestKafka.start();
        EventRecorder recorder = EventRecorder.start(kafka.bootstrapServers());
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        KafkaProducer<String, String> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
      // Given
      admin
          .createTopics(List.of(new NewTopic("offshoot.sample", 1, (short) 1)))
          .all()
          .get(30, TimeUnit.SECONDS);
      ProducerRecord<String, String> sent = new ProducerRecord<>("offshoot.sample", "orders", "{}");
      sent.headers().add("ce_type", "dev.offshoot.Sample.v1".getBytes(StandardCharsets.UTF_8));

      // When
      producer.send(sent).get(30, TimeUnit.SECONDS);

      // Then
      Recorded seen =
          recorder.await(Duration.ofMinutes(1), each -> each.topic().equals("offshoot.sample"));
      assertThat(seen.key()).isEqualTo("orders");
      assertThat(seen.attribute("type")).isEqualTo("dev.offshoot.Sample.v1");
      assertThat(seen.text()).isEqualTo("{}");
    }
  }
}
