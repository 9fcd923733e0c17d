package dev.offshoot.provisioner.adapter.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.offshoot.provisioner.domain.CreateCall;
import dev.offshoot.provisioner.domain.Found;
import dev.offshoot.provisioner.domain.HostRequest;
import dev.offshoot.provisioner.domain.Released;
import dev.offshoot.provisioner.domain.Requested;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalProviderIT {

  private static final String STAYS = "echo booted >>boots\nsleep 600 & echo $! >child\nwait\n";
  private static final Duration SOON = Duration.ofSeconds(60);

  private final Path data;
  private final LocalHosts hosts;

  LocalProviderIT(@TempDir Path data) {
    this.data = data;
    this.hosts = new LocalHosts(data);
  }

  @AfterEach
  void close() {
    hosts.close();
  }

  private void awaitBoot(String id) {
    await().atMost(SOON).until(() -> hosts.boots(id) > 0 && hosts.living(id).size() == 2);
  }

  @Test
  void aHostIsAPrivateFolderAndASessionOfItsOwn() throws IOException {
    // Given
    HostRequest request = LocalHosts.request(LocalHosts.newId(), STAYS);

    // When
    Requested answer = hosts.provider().request(request);

    // Then
    assertThat(answer).isInstanceOf(Requested.Made.class);
    awaitBoot(request.id());
    Path folder = hosts.folder(request.id());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("user-data"))))
        .isEqualTo("rw-------");
    long session = ProcessIdentity.read(folder.resolve("boot")).orElseThrow().pid();
    assertThat(hosts.living(request.id())).allMatch(p -> p.session() == session);
    assertThat(ProcessTable.living(Path.of("/proc/self")).orElseThrow().session())
        .isNotEqualTo(session);
  }

  @Test
  void aSecondRequestOfAnotherInstanceFindsTheFirstHost() {
    // Given
    HostRequest request = LocalHosts.request(LocalHosts.newId(), STAYS);
    Requested first = hosts.provider().request(request);
    awaitBoot(request.id());

    // When
    Requested second = hosts.provider().request(request);

    // Then
    assertThat(second).isEqualTo(first);
    assertThat(hosts.boots(request.id())).isEqualTo(1);
    assertThat(hosts.provider().find(request.id())).isInstanceOf(Found.Present.class);
    assertThat(hosts.provider().list()).hasSize(1);
  }

  @Test
  void workersThatAskAtOnceMakeOneHost() throws Exception {
    // Given
    HostRequest request = LocalHosts.request(LocalHosts.newId(), STAYS);
    Callable<Requested> untilMade =
        () -> {
          LocalProvider provider = hosts.provider();
          Requested answer = provider.request(request);
          while (answer instanceof Requested.NotYet) {
            answer = provider.request(request);
          }
          return answer;
        };

    // When
    List<Future<Requested>> answers;
    try (ExecutorService workers = Executors.newFixedThreadPool(8)) {
      answers = workers.invokeAll(java.util.Collections.nCopies(8, untilMade));
    }

    // Then
    for (Future<Requested> answer : answers) {
      assertThat(answer.get()).isInstanceOf(Requested.Made.class);
    }
    awaitBoot(request.id());
    assertThat(hosts.boots(request.id())).isEqualTo(1);
  }

  @Test
  void aHostWhoseMakerDiedBeforeTheBootIsBootedOnce() throws IOException {
    // Given the folder as it is after a crash between making it and booting it
    HostRequest request = LocalHosts.request(LocalHosts.newId(), STAYS);
    hosts.provider();
    new HostsFolder(data.resolve("hosts"), data.resolve("kept")).make(request);

    // When
    Requested answer = hosts.provider().request(request);
    Requested again = hosts.provider().request(request);

    // Then
    assertThat(answer).isInstanceOf(Requested.Made.class).isEqualTo(again);
    awaitBoot(request.id());
    assertThat(hosts.boots(request.id())).isEqualTo(1);
  }

  @Test
  void releaseEndsItsOwnSessionKeepsTheLogsAndLeavesOthersAlone() throws IOException {
    // Given
    HostRequest request = LocalHosts.request(LocalHosts.newId(), STAYS);
    HostRequest other = LocalHosts.request(LocalHosts.newId(), STAYS);
    hosts.provider().request(request);
    hosts.provider().request(other);
    awaitBoot(request.id());
    awaitBoot(other.id());
    Path logs = Files.createDirectories(hosts.folder(request.id()).resolve("kept"));
    Files.writeString(logs.resolve("mongod.log"), "last words");

    // When
    Released answer = hosts.provider().release(request.id(), new CreateCall.Settled());
    Released again = hosts.provider().release(request.id(), new CreateCall.Settled());

    // Then
    assertThat(answer).isEqualTo(new Released.Gone()).isEqualTo(again);
    assertThat(hosts.folder(request.id())).doesNotExist();
    assertThat(hosts.living(request.id())).isEmpty();
    assertThat(data.resolve("kept").resolve(request.id()).resolve("mongod/mongod.log"))
        .hasContent("last words");
    assertThat(hosts.living(other.id())).hasSize(2);
  }

  @Test
  void aReleasedIdMakesNoHostAgain() {
    // Given
    HostRequest request = LocalHosts.request(LocalHosts.newId(), STAYS);
    assertThat(hosts.provider().release(request.id(), new CreateCall.Settled()))
        .isEqualTo(new Released.Gone());

    // When the call of a worker that was frozen meanwhile arrives
    Requested late = hosts.provider().request(request);

    // Then
    assertThat(late).isInstanceOf(Requested.Refused.class);
    assertThat(hosts.folder(request.id())).doesNotExist();
  }

  @Test
  void whatStillLivesOnAHostIsNeverEndedByARelease() throws IOException {
    // Given a process of the host in a session of its own, as mongod is
    HostRequest request =
        LocalHosts.request(
            LocalHosts.newId(), "setsid sleep 600 &\necho booted >>boots\nsleep 600\n");
    hosts.provider().request(request);
    awaitBootOfTwoSessions(request.id());

    // When
    Released answer = hosts.provider().release(request.id(), new CreateCall.Settled());

    // Then
    assertThat(answer).isInstanceOf(Released.InUse.class);
    assertThat(hosts.living(request.id())).hasSizeGreaterThanOrEqualTo(2);
    assertThat(hosts.folder(request.id())).exists();

    // When it has ended
    ProcessTable.Living mongod = stranger(request.id()).getFirst();
    ProcessHandle.of(mongod.pid()).ifPresent(ProcessHandle::destroy);
    await().atMost(SOON).until(() -> stranger(request.id()).isEmpty());

    // Then
    assertThat(hosts.provider().release(request.id(), new CreateCall.Settled()))
        .isEqualTo(new Released.Gone());
  }

  private void awaitBootOfTwoSessions(String id) {
    await().atMost(SOON).until(() -> hosts.boots(id) > 0 && !stranger(id).isEmpty());
  }

  private List<ProcessTable.Living> stranger(String id) {
    long session = ProcessIdentity.read(hosts.folder(id).resolve("boot")).orElseThrow().pid();
    return hosts.living(id).stream().filter(p -> p.session() != session).toList();
  }

  @Test
  void anAddressInUseIsRefusedBeforeAnythingIsMade() throws IOException {
    // Given
    String id = LocalHosts.newId();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.88.9.8"))) {
      HostRequest request = LocalHosts.request(id, "127.88.9.8:" + taken.getLocalPort(), STAYS);

      // When
      Requested answer = hosts.provider().request(request);

      // Then
      assertThat(answer)
          .isInstanceOfSatisfying(
              Requested.Refused.class, r -> assertThat(r.code()).isEqualTo("ADDRESS_IN_USE"));
      assertThat(hosts.folder(id)).doesNotExist();
    }
  }

  @Test
  void anAddressOfAnotherMachineIsRefused() {
    // Given
    HostRequest request = LocalHosts.request(LocalHosts.newId(), "192.0.2.1:27017", STAYS);

    // When
    Requested answer = hosts.provider().request(request);

    // Then
    assertThat(answer)
        .isInstanceOfSatisfying(
            Requested.Refused.class, r -> assertThat(r.code()).isEqualTo("ADDRESS_NOT_HERE"));
  }

  @Test
  void aFolderItDoesNotKnowIsNeitherUsedNorRemoved() throws IOException {
    // Given
    HostRequest request = LocalHosts.request(LocalHosts.newId(), STAYS);
    var provider = hosts.provider();
    Path foreign = Files.createDirectories(hosts.folder(request.id()));
    Files.writeString(foreign.resolve("precious"), "data");

    // When
    Requested answer = provider.request(request);
    provider.release(request.id(), new CreateCall.Settled());

    // Then
    assertThat(answer).isInstanceOf(Requested.Refused.class);
    assertThat(foreign.resolve("precious")).exists();
    assertThat(provider.list()).isEmpty();
  }

  @Test
  void whatIsNoIdOfARequestIsNeverAFolder() {
    // Given
    HostRequest request = LocalHosts.request("../elsewhere", STAYS);

    // When, Then
    assertThat(hosts.provider().request(request)).isInstanceOf(Requested.Refused.class);
    assertThat(data.resolve("elsewhere")).doesNotExist();
  }

  @Test
  void theMachineOffersWhatItHas() {
    // Given
    var provider = hosts.provider();

    // When
    var offer = provider.offer();

    // Then
    assertThat(offer.name()).isEqualTo("local");
    assertThat(offer.hostNames()).isNotEmpty().doesNotHaveDuplicates();
    assertThat(offer.shapes())
        .extracting(s -> s.name())
        .containsExactly("small", "medium", "large");
    assertThat(offer.shapes()).allMatch(s -> s.memoryBytes() > 0 && s.diskBytes() > 0);
  }
}
