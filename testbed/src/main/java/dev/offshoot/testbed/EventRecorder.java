package dev.offshoot.testbed;

import dev.offshoot.embedded.Poll;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * A plain consumer that keeps every record of Offshoot's topics from the beginning, as any foreign
 * reader would see it.
 */
public final class EventRecorder implements AutoCloseable {
  private static final Pattern TOPICS = Pattern.compile("offshoot\\..*");

  private final KafkaConsumer<String, byte[]> consumer;
  private final List<Recorded> records = new CopyOnWriteArrayList<>();
  private final Thread reader;

  private EventRecorder(String bootstrapServers) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("group.id", "event-recorder-" + UUID.randomUUID());
    settings.put("auto.offset.reset", "earliest");
    // New topics are found by looking again.
    settings.put("metadata.max.age.ms", 500);
    this.consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    this.reader = Thread.ofPlatform().daemon().name("event-recorder").unstarted(this::read);
  }

  public static EventRecorder start(String bootstrapServers) {
    EventRecorder recorder = new EventRecorder(bootstrapServers);
    recorder.reader.start();
    return recorder;
  }

  /** What was seen so far, in the order of arrival (ordered within a partition only). */
  public List<Recorded> records() {
    return List.copyOf(records);
  }

  /** What was seen so far of one topic. */
  public List<Recorded> records(String topic) {
    return records.stream().filter(each -> each.topic().equals(topic)).toList();
  }

  /** Waits for a record; fails with the topics seen when it does not come. */
  public Recorded await(Duration atMost, Predicate<Recorded> wanted) {
    if (!Poll.until(atMost, () -> records.stream().anyMatch(wanted))) {
      throw new AssertionError(
          "no such record within "
              + atMost
              + "; seen: "
              + records.stream().map(Recorded::topic).toList());
    }
    return records.stream().filter(wanted).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      reader.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try (consumer) {
      consumer.subscribe(TOPICS);
      while (true) {
        consumer.poll(Duration.ofMillis(200)).forEach(each -> records.add(Recorded.from(each)));
      }
    } catch (WakeupException closing) {
      // Thrown by close(): the way out of poll.
    }
  }

  /**
   * One record.
   *
   * @param headers by name, as UTF-8 text
   */
  @SuppressWarnings(
      "ArrayRecordComponent") // The bytes as they came; two records are never compared.
  public record Recorded(
      String topic, long offset, @Nullable String key, Map<String, String> headers, byte[] value) {
    static Recorded from(ConsumerRecord<String, byte[]> each) {
      Map<String, String> headers = new LinkedHashMap<>();
      each.headers()
          .forEach(
              header ->
                  headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
      return new Recorded(
          each.topic(),
          each.offset(),
          each.key(),
          headers,
          each.value() == null ? new byte[0] : each.value());
    }

    /** A CloudEvents attribute, as {@code type} or {@code id}; empty when it is missing. */
    public String attribute(String name) {
      return headers.getOrDefault("ce_" + name, "");
    }

    /** The value as UTF-8 text. */
    public String text() {
      return new String(value, StandardCharsets.UTF_8);
    }
  }
}
