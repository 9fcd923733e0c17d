package dev.offshoot.stage.adapter.kafka;

import dev.offshoot.contracts.EventType;
import dev.offshoot.stage.config.OffshootConfig;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

/**
 * Creates the topics that are missing, before any channel opens, and refuses to start on a topic
 * with other partitions.
 */
@ApplicationScoped
public class KafkaTopics {

  private static final Logger LOG = Logger.getLogger(KafkaTopics.class);
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final long AGAIN_MILLIS = 200;

  private final OffshootConfig config;
  private final Map<String, Object> kafka;

  /** Wired by CDI. */
  public KafkaTopics(
      OffshootConfig config, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.config = config;
    this.kafka = kafka;
  }

  void onStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
    if (!config.kafka().createTopics()) {
      return;
    }
    try (Admin admin = Admin.create(adminSettings())) {
      create(admin);
      verify(admin);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while creating topics", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "Kafka at "
              + kafka.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG)
              + " did not create the topics",
          e);
    }
  }

  /** What the channels use too ({@code kafka.*}): TLS and SASL of the broker among it. */
  private Map<String, Object> adminSettings() {
    Map<String, Object> settings = new TreeMap<>(kafka);
    settings.keySet().retainAll(AdminClientConfig.configNames());
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) DEADLINE.toMillis());
    return settings;
  }

  private void create(Admin admin)
      throws InterruptedException, ExecutionException, TimeoutException {
    Set<String> present = admin.listTopics().names().get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    List<NewTopic> missing =
        new ArrayList<>(wanted().stream().filter(t -> !present.contains(t.name())).toList());
    for (var created : admin.createTopics(missing).values().entrySet()) {
      try {
        created.getValue().get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
        LOG.debugf("Topic created: topic=%s", created.getKey());
      } catch (ExecutionException e) {
        // another service was faster
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }

  private void verify(Admin admin)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<String, TopicDescription> found = described(admin);
    for (NewTopic topic : wanted()) {
      int partitions = Objects.requireNonNull(found.get(topic.name())).partitions().size();
      if (partitions != topic.numPartitions()) {
        throw new IllegalStateException(
            "topic %s has %d partitions instead of %d; set offshoot.kafka.partitions to what it has"
                .formatted(topic.name(), partitions, topic.numPartitions()));
      }
    }
  }

  /** A topic that another service has just created may not be shown yet. */
  private Map<String, TopicDescription> described(Admin admin)
      throws InterruptedException, ExecutionException, TimeoutException {
    List<String> names = wanted().stream().map(NewTopic::name).toList();
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (true) {
      try {
        return admin
            .describeTopics(names)
            .allTopicNames()
            .get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
            || System.nanoTime() > end) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
      }
    }
  }

  private List<NewTopic> wanted() {
    List<NewTopic> topics = new ArrayList<>();
    for (EventType type : EventType.values()) {
      topics.add(topic(type.topic(), settings(type)));
    }
    topics.add(
        topic(
            EventType.DEAD_LETTER_TOPIC,
            Map.of("retention.ms", retention(config.kafka().retention()))));
    return topics;
  }

  private NewTopic topic(String name, Map<String, String> settings) {
    return new NewTopic(name, Optional.of(config.kafka().partitions()), Optional.empty())
        .configs(settings);
  }

  private Map<String, String> settings(EventType type) {
    return switch (type.flow()) {
      case CATALOGUE -> Map.of("cleanup.policy", "compact");
      case TELEMETRY -> Map.of("retention.ms", retention(Duration.ofHours(1)));
      case REQUEST, OFFER, FORWARD, ABORT, BACK, CLOSE, NOTICE ->
          Map.of("retention.ms", retention(config.kafka().retention()));
    };
  }

  private static String retention(Duration time) {
    return Long.toString(time.toMillis());
  }
}
