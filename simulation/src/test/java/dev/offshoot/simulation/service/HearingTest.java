package dev.offshoot.simulation.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.contracts.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A topic that a service hears is heard in the simulation too, and no other. */
class HearingTest {

  private static final String TOPICS = "mp.messaging.incoming.events.topics=";

  private static final Map<String, List<EventType>> HEARING =
      Map.of(
          "state-service", Hearing.STATE,
          "planner-service", Hearing.PLANNER,
          "provisioner-service", Hearing.PROVISIONER,
          "installer-service", Hearing.INSTALLER,
          "replication-monitor", Hearing.MONITOR);

  /** Machines that people bring are not simulated, nor what is left of hosts at a provider. */
  private static final List<String> OF_MACHINES =
      List.of(
          EventType.HOST_OFFERED.topic(),
          EventType.HOST_SEEN.topic(),
          EventType.HOST_DETACH_REQUESTED.topic(),
          EventType.HOST_WITHDRAWN.topic(),
          EventType.HOST_DETACHED.topic(),
          EventType.LEFTOVERS_FOUND.topic(),
          EventType.LEFTOVER_REMOVAL_REQUESTED.topic(),
          EventType.LEFTOVER_FOUND_EMPTY.topic());

  @Test
  void everyServiceHearsTheTopicsOfItsApplicationProperties() throws IOException {
    for (Map.Entry<String, List<EventType>> service : HEARING.entrySet()) {
      // Given
      Path properties =
          Path.of("..", service.getKey(), "src/main/resources/application.properties");

      // When
      List<String> topics =
          Files.readAllLines(properties).stream()
              .filter(line -> line.startsWith(TOPICS))
              .flatMap(line -> List.of(line.substring(TOPICS.length()).split(",")).stream())
              .filter(topic -> !OF_MACHINES.contains(topic))
              .toList();

      // Then
      assertThat(service.getValue().stream().map(EventType::topic))
          .as(service.getKey())
          .containsExactlyInAnyOrderElementsOf(topics);
    }
  }
}
