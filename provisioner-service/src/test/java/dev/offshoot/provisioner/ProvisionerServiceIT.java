package dev.offshoot.provisioner;

import static dev.offshoot.provisioner.RunningService.READY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.LeftoverFoundEmpty;
import dev.offshoot.provisioner.app.SampleEvents;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as it is shipped, on a real broker and a real store, killed in between. */
class ProvisionerServiceIT {

  private static final long MOST_RESIDENT_KB = 200 * 1024;

  @Test
  void itsHostOutlivesItAndIsReleasedByTheNextOne(@TempDir Path data) throws Exception {
    // Given
    try (RunningService service = new RunningService(data, Map.of())) {
      // When
      service.publish(EventType.PLAN_CREATED, plan());
      service.events().await(READY, e -> e.topic().equals(EventType.RESOURCE_PROVISIONED.topic()));
      service.kill();

      // Then
      Path boot = data.resolve("hosts").resolve(SampleEvents.FIRST_HOST).resolve("boot");
      long session = Long.parseLong(Files.readString(boot).split(" ")[0]);
      assertThat(ProcessHandle.of(session)).isPresent();

      // When
      service.start();
      assertThat(service.residentKb()).isLessThan(MOST_RESIDENT_KB);
      askForWhatIsLeft(service, UUID.randomUUID().toString());
      service.events().await(READY, e -> e.text().contains("LEFTOVER_STILL_HELD"));
      assertThat(ProcessHandle.of(session).filter(ProcessHandle::isAlive)).isPresent();
      service.publish(EventType.BINARIES_REMOVED, SampleEvents.binariesRemoved());
      service.events().await(READY, e -> e.topic().equals(EventType.RESOURCE_RELEASED.topic()));
      String removal = UUID.randomUUID().toString();
      askForWhatIsLeft(service, removal);
      service
          .events()
          .await(
              READY,
              e ->
                  e.topic().equals(EventType.RESOURCE_RELEASED.topic())
                      && e.text().contains(removal));

      // Then
      assertThat(ProcessHandle.of(session).filter(ProcessHandle::isAlive)).isEmpty();
      assertThat(boot.getParent()).doesNotExist();
      // A kill between sending and noting it makes a second sending of the same fact.
      assertThat(service.events().records(EventType.RESOURCE_PROVISIONED.topic()))
          .extracting(e -> e.attribute("id"))
          .containsOnly(
              service
                  .events()
                  .records(EventType.RESOURCE_PROVISIONED.topic())
                  .getFirst()
                  .attribute("id"));
    }
  }

  private static void askForWhatIsLeft(RunningService service, String removal) {
    service.publish(
        EventType.LEFTOVER_FOUND_EMPTY,
        new LeftoverFoundEmpty(
            removal,
            SampleEvents.binariesRemoved().deployment(),
            SampleEvents.FIRST_HOST,
            Instant.now()),
        removal);
  }

  /** Nothing answers at its installer-service: the host goes on trying to fetch the agent. */
  private static Object plan() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.88.9.7"))) {
      return SampleEvents.expiringAt(
          SampleEvents.planCreated(
              "automatic", SampleEvents.FIRST_HOST, "127.88.9.7:" + free.getLocalPort()),
          Instant.now().plusSeconds(3600).toString());
    }
  }
}
