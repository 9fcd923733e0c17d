package dev.offshoot.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.agent.protocol.AgentFailure;
import dev.offshoot.agent.protocol.AgentReport;
import dev.offshoot.agent.protocol.AgentStatus;
import dev.offshoot.agent.protocol.Goal;
import dev.offshoot.agent.protocol.MongodArtifact;
import dev.offshoot.testbed.DirectAdmin;
import dev.offshoot.testbed.Loopback;
import dev.offshoot.testbed.MemberSpec;
import dev.offshoot.testbed.TestAuthority;
import dev.offshoot.testbed.TestReplicaSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packed image as a process, against a real set and a real mongod of its own. */
class AgentImageIT {

  private static TestReplicaSet set;

  @TempDir private Path folder;
  private AgentHost host;
  private StandInInstaller installer;
  private String address;

  @BeforeAll
  static void startSet() throws Exception {
    set = TestReplicaSet.builder().members(MemberSpec.voter()).start();
  }

  @AfterAll
  static void stopSet() {
    set.close();
  }

  @BeforeEach
  void prepare() throws IOException {
    host = new AgentHost(folder, set);
    installer = host.installer();
    address = host.address();
  }

  @AfterEach
  void stop() throws Exception {
    host.close();
  }

  @Test
  void mongodIsStartedOnceAndFoundAgainAfterTheAgentsDeath() throws Exception {
    // Given
    installer.setGoal(1, host.runMongod(set.keyfile()));
    host.start();
    AgentReport first = installer.await(AgentStatus.INSTALLED, report -> true);
    long pid = Objects.requireNonNull(first.mongod()).pid();

    // When
    host.killAgent();
    assertThat(ProcessHandle.of(pid))
        .hasValueSatisfying(alive -> assertThat(alive.isAlive()).isTrue());
    installer.forget();
    host.start();
    AgentReport second = installer.await(AgentStatus.INSTALLED, report -> true);

    // Then
    assertThat(second.mongod()).isEqualTo(first.mongod());
    assertThat(first.mongod().version()).isEqualTo("6.0.5");
    assertThat(folder.resolve("token")).doesNotExist();
    assertThat(permissions("mongod/keyfile")).isEqualTo("r--------");
    assertThat(permissions("mongod/mongod.conf")).isEqualTo("rw-------");
    assertThat(permissions("mongod/runbook")).isEqualTo("rw-------");
    assertThat(folder.resolve("mongod/runbook"))
        .hasContent("OFFSHOOT_MEMBER_DIR='" + folder.resolve("mongod") + "'\n# to finish");
    assertThat(permissions("agent/identity.key")).isEqualTo("rw-------");
    assertThat(installer.badRequests()).isEmpty();
    assertThat(first.profile().disk().totalBytes()).isPositive();
    assertThat(Files.readString(folder.resolve("agent.log"))).doesNotContain(set.keyfile());
    assertThat(openPorts(host.agent().pid())).isEmpty();
  }

  @Test
  void aLivingMemberIsNeitherStoppedNorWipedUntilItIsOut() throws Exception {
    // Given
    Files.createDirectories(folder.resolve("foreign"));
    Files.writeString(folder.resolve("foreign/file"), "not the agent's");
    installer.setGoal(1, host.runMongod(set.keyfile()));
    host.start();
    long pid =
        Objects.requireNonNull(installer.await(AgentStatus.INSTALLED, report -> true).mongod())
            .pid();
    reconfigure(1, address);
    Document configuration = set.configuration();
    awaitMemberHasVersion(configuration.getInteger("version"));
    // mongod begins with its diagnostic data a moment after it answers.
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> Files.isDirectory(folder.resolve("mongod/data/diagnostic.data")));

    // When
    installer.setGoal(
        3,
        remove(
            configuration.getInteger("version") - 1L,
            ((Number) configuration.get("term")).longValue()));
    AgentReport refusal =
        installer.await(
            AgentStatus.WORKING,
            report -> report.failure() != null && report.failure().code().equals("STILL_A_MEMBER"));

    // Then
    assertThat(refusal.detail())
        .contains(address)
        .contains("was not touched")
        .contains("which lists");
    assertThat(ProcessHandle.of(pid).orElseThrow().isAlive()).isTrue();
    assertThat(folder.resolve("mongod/data/storage.bson")).exists();

    // When it is out, the same goal is reached without being given again
    reconfigure(0, "");
    installer.await(AgentStatus.REMOVED, report -> true);

    // Then
    assertThat(host.agent().waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(host.agent().exitValue()).isZero();
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(folder.resolve("mongod")).doesNotExist();
    assertThat(folder.resolve("kept/log/mongod.log")).isNotEmptyFile();
    assertThat(folder.resolve("kept/diagnostic.data")).isDirectory();
    assertThat(folder.resolve("foreign/file")).hasContent("not the agent's");
    assertThat(folder.resolve("agent/identity.key")).doesNotExist();
  }

  @Test
  void aGoalOfALowerGenerationIsRefusedAlsoAfterARestart() throws Exception {
    // Given
    installer.setGoal(5, new Goal.Profile());
    host.start();
    installer.await(AgentStatus.PROFILED, report -> report.generation() == 5);
    host.killAgent();

    // When
    installer.setGoal(4, host.runMongod(set.keyfile()));
    host.start();
    AgentReport refusal = installer.await(AgentStatus.GOAL_REFUSED, report -> true);

    // Then
    assertThat(refusal.generation()).isEqualTo(4);
    assertThat(folder.resolve("mongod")).doesNotExist();
  }

  @Test
  void aFileWithAnotherChecksumIsNotInstalled() throws Exception {
    // Given
    Goal.RunMongod goal = host.runMongod(set.keyfile());
    MongodArtifact other = new MongodArtifact("6.0.5", "0".repeat(64), 1, "binary");
    installer.setGoal(
        1,
        new Goal.RunMongod(
            other,
            goal.address(),
            goal.setName(),
            goal.options(),
            goal.keyfile(),
            goal.members(),
            List.of(),
            null,
            Map.of()));

    // When
    host.start();
    AgentReport report = installer.await(AgentStatus.FAILED, any -> true);

    // Then
    assertThat(Objects.requireNonNull(report.failure()).code())
        .isEqualTo("ARTIFACT_CHECKSUM_MISMATCH");
    assertThat(report.detail()).contains(AgentHost.SHA256).contains("0".repeat(64));
    assertThat(folder.resolve("mongod/bin")).isEmptyDirectory();
    assertThat(host.mongod()).isEmpty();
  }

  @Test
  void aWrongKeyfileIsFoundBeforeTheMemberIsAdded() throws Exception {
    // Given
    installer.setGoal(1, host.runMongod("notTheKeyOfThisSetAtAll"));

    // When
    host.start();
    AgentFailure failure =
        Objects.requireNonNull(installer.await(AgentStatus.FAILED, any -> true).failure());

    // Then
    assertThat(failure.code()).isEqualTo("KEYFILE_MISMATCH");
    assertThat(failure.detail()).contains(set.primary().address()).contains(address);

    // And the host is given back although no member can be asked with that key
    installer.setGoal(
        3, new Goal.RemoveMongod(null, null, replicaSetId(), List.of(set.primary().address())));
    installer.await(AgentStatus.REMOVED, report -> true);
    assertThat(host.agent().waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aMemberThatIsNotReachedIsNamedWithTheHost() throws Exception {
    // Given
    String nobody = Loopback.address() + ":27999";
    Goal.RunMongod goal = host.runMongod(set.keyfile());
    installer.setGoal(
        1,
        new Goal.RunMongod(
            goal.artifact(),
            address,
            goal.setName(),
            goal.options(),
            goal.keyfile(),
            List.of(set.primary().address(), nobody),
            List.of(),
            null,
            Map.of()));

    // When
    host.start();
    AgentReport report = installer.await(AgentStatus.WORKING, any -> any.failure() != null);

    // Then
    assertThat(Objects.requireNonNull(report.failure()).code()).isEqualTo("HOST_UNREACHABLE");
    assertThat(report.detail()).contains("from the host of " + address).contains(nobody);
  }

  @Test
  void anAddressThatIsTakenStartsNothing() throws Exception {
    // Given
    String name = address.substring(0, address.indexOf(':'));
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(name))) {
      String at = name + ":" + taken.getLocalPort();
      installer.setGoal(1, host.runMongod(at, set.keyfile()));

      // When
      host.start();
      AgentReport report = installer.await(AgentStatus.FAILED, any -> true);

      // Then
      assertThat(Objects.requireNonNull(report.failure()).code()).isEqualTo("ADDRESS_IN_USE");
      assertThat(host.mongod()).isEmpty();
    }
  }

  @Test
  void aMongodThatEndsBeforeItLastsIsReportedAndNotStartedAgain() throws Exception {
    // Given
    installer.setGoal(1, host.runMongod(set.keyfile()));
    host.start();
    installer.await(AgentStatus.INSTALLED, report -> true);

    // When
    host.mongod().orElseThrow().destroyForcibly();
    AgentReport report = installer.await(AgentStatus.FAILED, any -> true);

    // Then
    assertThat(Objects.requireNonNull(report.failure()).code()).isEqualTo("MONGOD_EXITED");
    assertThat(host.mongod()).isEmpty();

    // When the member lasts, it is started again, without what only the synchronization needed
    installer.setGoal(2, new Goal.SettleMongod());
    installer.await(AgentStatus.SETTLED, any -> true);

    // Then
    assertThat(host.mongod()).isPresent();
    assertThat(Files.readString(folder.resolve("mongod/mongod.conf")))
        .doesNotContain("initialSync");
  }

  @Test
  void aHostThatInstallerServiceHasNotHeardOfAsksAgain() throws Exception {
    // Given
    installer.setKnown(false);
    host.start();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Files.readString(folder.resolve("agent.log")).contains("not enrolled yet"));

    // When
    installer.setKnown(true);

    // Then
    installer.await(AgentStatus.PROFILED, report -> report.generation() == 0);
  }

  @Test
  void aCertificateIsRenewedBeforeItEnds() throws Exception {
    // Given
    installer.setCertificateLife(Duration.ofSeconds(20));
    host.start();
    installer.await(AgentStatus.PROFILED, report -> true);
    installer.setCertificateLife(Duration.ofDays(7));

    // When
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> installer.enrolments() > 1);

    // Then
    assertThat(installer.badRequests()).isEmpty();
    assertThat(folder.resolve("token")).doesNotExist();
    assertThat(permissions("agent/certificate.pem")).isEqualTo("rw-------");
  }

  @Test
  void aCertificateIsRenewedAlsoWhileNoReportIsTaken() throws Exception {
    // Given
    installer.setTaking(false);
    installer.setCertificateLife(Duration.ofSeconds(9));
    host.start();
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> installer.enrolments() == 1);
    installer.setCertificateLife(Duration.ofDays(7));

    // When
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> installer.enrolments() > 1);
    installer.setTaking(true);

    // Then
    installer.await(AgentStatus.PROFILED, report -> true);
  }

  @Test
  void aServiceOfAnotherAuthorityIsNotTalkedTo() throws Exception {
    // Given
    String other = new TestAuthority("Somebody else").pem();

    // When
    host.start(other);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                Files.readString(folder.resolve("agent.log"))
                    .contains("which this host does not trust"));

    // Then
    assertThat(installer.enrolments()).isZero();
    assertThat(folder.resolve("token")).exists();
  }

  private Goal.RemoveMongod remove(long version, long term) {
    return new Goal.RemoveMongod(version, term, replicaSetId(), List.of(set.primary().address()));
  }

  private static String replicaSetId() {
    return set.configuration()
        .get("settings", Document.class)
        .getObjectId("replicaSetId")
        .toHexString();
  }

  /** Adds the member with this id, or leaves only the first one. */
  private static void reconfigure(int id, String host) {
    Document configuration = set.configuration();
    List<Document> members = configuration.getList("members", Document.class);
    Document first = members.getFirst();
    Document added =
        new Document("_id", id)
            .append("host", host)
            .append("votes", 0)
            .append("priority", 0)
            .append("hidden", true);
    configuration.put("members", host.isEmpty() ? List.of(first) : List.of(first, added));
    configuration.put("version", configuration.getInteger("version") + 1);
    try (var admin = set.admin(set.primary())) {
      admin.run(new Document("replSetReconfig", configuration));
    }
  }

  private void awaitMemberHasVersion(int version) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              try (var admin = DirectAdmin.to(address, Optional.empty())) {
                return admin.run("hello").getInteger("setVersion", 0) >= version;
              }
            });
  }

  private String permissions(String path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(path)));
  }

  /** TCP sockets of a process that listen (state 0A in /proc/net/tcp, proc(5)). */
  private static List<String> openPorts(long pid) throws IOException {
    List<String> inodes;
    try (var links = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      inodes =
          links
              .map(AgentImageIT::target)
              .filter(target -> target.startsWith("socket:["))
              .map(target -> target.substring(8, target.length() - 1))
              .toList();
    }
    return Stream.of("tcp", "tcp6")
        .flatMap(name -> lines(Path.of("/proc/net", name)).stream())
        .map(line -> List.of(line.strip().split("\\s+")))
        .filter(
            fields ->
                fields.size() > 9 && fields.get(3).equals("0A") && inodes.contains(fields.get(9)))
        .map(fields -> fields.get(1))
        .toList();
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closed) {
      return "";
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
