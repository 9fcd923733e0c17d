package dev.offshoot.mongoadmin.app;

import static dev.offshoot.mongoadmin.adapter.Members.ROOT;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.Observation;
import dev.offshoot.contracts.ObservedMember;
import dev.offshoot.contracts.ObservedProblem;
import dev.offshoot.contracts.ObservedUser;
import dev.offshoot.embedded.KeptPort;
import dev.offshoot.embedded.Tools;
import dev.offshoot.mongoadmin.adapter.DriverSettings;
import dev.offshoot.mongoadmin.adapter.Members;
import dev.offshoot.mongoadmin.adapter.ReactiveMemberAdmins;
import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.ImplicitDefault;
import dev.offshoot.mongoadmin.domain.MemberState;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.testbed.DirectAdmin;
import dev.offshoot.testbed.MemberSpec;
import dev.offshoot.testbed.TestMongod;
import dev.offshoot.testbed.TestReplicaSet;
import dev.offshoot.testbed.TestStandalone;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObserveReplicaSetIT {

  private static final Duration QUICK = Duration.ofMillis(1500);
  private static TestReplicaSet set;
  private static ReactiveMemberAdmins admins;

  @BeforeAll
  static void start() {
    set =
        TestReplicaSet.builder()
            .name("obs")
            .members(
                MemberSpec.voter(),
                MemberSpec.voter().priority(0),
                MemberSpec.voter().hidden().tag("use", "reports"),
                MemberSpec.voter().priority(0.5),
                MemberSpec.arbiter())
            .user("watcher", "pw-watcher", "clusterMonitor")
            .user("nothing", "pw-nothing", "read")
            .start();
    admins = new ReactiveMemberAdmins(DriverSettings.of("test"));
    try (MongoClient client = MongoClients.create(set.connectionString())) {
      client
          .getDatabase("shop")
          .getCollection("orders")
          .insertMany(IntStream.range(0, 1000).mapToObj(i -> new Document("n", i)).toList());
    }
  }

  @AfterAll
  static void stop() {
    admins.close();
    set.close();
  }

  private static Observation observe(
      String connectionString, Credential observe, Credential change, @Nullable Keyfile keyfile) {
    return Members.observer(admins)
        .observe(
            new ObservationRequest(
                connectionString,
                new NamedCredential("observe-secret", observe),
                new NamedCredential("change-secret", change),
                new NamedCredential("prove-secret", ROOT),
                keyfile,
                connectionString.contains("tls=true")
                    ? Transport.tls(null, null)
                    : Transport.clear(),
                List.of()));
  }

  private static List<String> codes(Observation observation) {
    return observation.problems().stream().map(ObservedProblem::code).distinct().toList();
  }

  @Test
  void aHealthySetOfFiveIsReadWholeAndWithoutProblems() {
    // Given
    Keyfile keyfile = Keyfile.of(set.keyfile());
    observe(set.plainConnectionString(), ROOT, ROOT, keyfile);

    // When
    long begin = System.nanoTime();
    Observation seen = observe(set.plainConnectionString(), ROOT, ROOT, keyfile);
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    // What else the machine does is not what is judged: the quickest look counts.
    for (int look = 0; look < 20 && took.compareTo(QUICK) >= 0; look++) {
      begin = System.nanoTime();
      seen = observe(set.plainConnectionString(), ROOT, ROOT, keyfile);
      took = Duration.ofNanos(System.nanoTime() - begin);
    }

    // Then
    System.out.println("observed five members in " + took.toMillis() + " ms");
    assertThat(seen.problems()).isEmpty();
    assertThat(seen.disagreements()).isEmpty();
    assertThat(seen.primary()).isEqualTo(set.primary().address());
    assertThat(seen.configurationCommitted()).isTrue();
    assertThat(seen.setName()).isEqualTo("obs");
    assertThat(seen.replicaSetId()).hasSize(24);
    assertThat(seen.keyfile()).isNotNull();
    assertThat(requireNonNull(seen.keyfile()).accepted()).isTrue();
    assertThat(seen.users()).allMatch(ObservedUser::authenticated);
    assertThat(seen.users()).allMatch(user -> user.missing().isEmpty());
    assertThat(seen.databases()).anyMatch(db -> db.name().equals("shop") && db.documents() == 1000);
    assertThat(seen.members()).hasSize(5).allMatch(ObservedMember::healthy);
    ObservedMember hidden = seen.members().get(2);
    assertThat(hidden.hidden()).isTrue();
    assertThat(hidden.tags()).containsEntry("use", "reports");
    assertThat(hidden.state()).isEqualTo("SECONDARY");
    assertThat(requireNonNull(hidden.software()).clusterAuthMode()).isEqualTo("keyFile");
    assertThat(requireNonNull(hidden.software()).storageEngine()).isEqualTo("wiredTiger");
    assertThat(requireNonNull(hidden.software()).setParameters())
        .containsKey("diagnosticDataCollectionEnabled");
    assertThat(requireNonNull(hidden.oplog()).maxBytes()).isEqualTo(200L << 20);
    assertThat(requireNonNull(hidden.oplog()).peakBytesPerSecond()).isPositive();
    assertThat(requireNonNull(hidden.machine()).memoryBytes()).isGreaterThan(1L << 30);
    assertThat(hidden.machine().cacheUsedBytes()).isPositive();
    assertThat(hidden.machine().cpusUsed()).isPositive();
    assertThat(seen.members().get(4).state()).isEqualTo("ARBITER");
    assertThat(requireNonNull(seen.members().get(4).software()).version()).startsWith("6.");
    assertThat(ContractJson.text(seen))
        .doesNotContain("root-password")
        .doesNotContain(set.keyfile());
    assertThat(took).isLessThan(QUICK);
  }

  @Test
  void aWrongPasswordIsNamedForTheUserItConcerns() {
    Observation seen =
        observe(set.plainConnectionString(), ROOT, new Credential("root", "wrong-pw"), null);

    assertThat(codes(seen)).containsExactly("NOT_AUTHORIZED");
    assertThat(seen.problems().getFirst().detail())
        .contains("change user")
        .doesNotContain("wrong-pw");
    assertThat(seen.users())
        .extracting(ObservedUser::purpose, ObservedUser::authenticated)
        .containsExactly(tuple("observe", true), tuple("change", false), tuple("prove", true));
    Observation blind =
        observe(set.plainConnectionString(), new Credential("root", "wrong-pw"), ROOT, null);
    assertThat(codes(blind)).contains("NOT_AUTHORIZED");
    assertThat(blind.members()).isEmpty();
    assertThat(blind.configurationCommitted()).isFalse();
  }

  @Test
  void eachMissingPrivilegeIsNamed() {
    // When
    Observation seen =
        observe(
            set.plainConnectionString(),
            new Credential("watcher", "pw-watcher"),
            new Credential("nothing", "pw-nothing"),
            null);

    // Then
    assertThat(codes(seen)).containsExactly("PRIVILEGE_MISSING");
    assertThat(seen.users().get(0).missing()).as("clusterMonitor suffices to observe").isEmpty();
    assertThat(seen.users().get(1).missing())
        .contains("replSetConfigure on the cluster", "appendOplogNote on the cluster");
    assertThat(seen.users().get(2).missing()).isEmpty();
    assertThat(seen.primary()).isEqualTo(set.primary().address());
    Observation poor =
        observe(set.plainConnectionString(), new Credential("nothing", "pw-nothing"), ROOT, null);
    assertThat(codes(poor)).containsExactly("PRIVILEGE_MISSING");
    assertThat(poor.users().get(0).missing())
        .contains("replSetGetStatus on the cluster", "find on local.oplog.rs");
  }

  @Test
  void aWrongKeyfileIsNotAccepted() {
    Observation seen = observe(set.plainConnectionString(), ROOT, ROOT, Keyfile.of("AAAABBBBCCCC"));

    assertThat(requireNonNull(seen.keyfile()).required()).isTrue();
    assertThat(requireNonNull(seen.keyfile()).named()).isTrue();
    assertThat(requireNonNull(seen.keyfile()).accepted()).isFalse();
    assertThat(requireNonNull(seen.keyfile()).detail()).doesNotContain("AAAABBBBCCCC");
  }

  @Test
  void aStandaloneAnUnreachableSeedTlsAndNonsenseEachHaveTheirOwnCode() {
    try (TestStandalone standalone = TestStandalone.start()) {
      assertThat(codes(observe(standalone.connectionString(), Credential.none(), ROOT, null)))
          .containsExactly("NOT_A_REPLICA_SET");
    }
    assertThat(codes(observe("mongodb://127.7.7.7:9/", ROOT, ROOT, null)))
        .containsExactly("UNREACHABLE");
    assertThat(codes(observe(set.plainConnectionString() + "&tls=true", ROOT, ROOT, null)))
        .containsExactly("UNREACHABLE");
    assertThat(codes(observe("nonsense", ROOT, ROOT, null)))
        .containsExactly("INVALID_CONNECTION_STRING");
    assertThat(
            codes(
                observe(
                    set.plainConnectionString().replace("replicaSet=obs", "replicaSet=other"),
                    ROOT,
                    ROOT,
                    null)))
        .containsExactly("NOT_A_REPLICA_SET");
  }

  @Test
  void aMemberThatIsDownIsAProblemAndUnhealthyForTheOthers() {
    // Given
    set.member(2).kill();
    try {
      await()
          .atMost(Duration.ofMinutes(1))
          .until(
              () -> {
                Observation now = observe(set.plainConnectionString(), ROOT, ROOT, null);
                return !now.members().get(2).healthy();
              });

      // When
      Observation seen = observe(set.plainConnectionString(), ROOT, ROOT, null);

      // Then
      assertThat(codes(seen)).containsExactly("UNREACHABLE");
      assertThat(seen.problems().getFirst().address()).isEqualTo(set.member(2).address());
      assertThat(seen.members().get(2).reachable()).isFalse();
      assertThat(seen.primary()).isEqualTo(set.primary().address());
    } finally {
      set.member(2).start();
      set.awaitSteady();
    }
  }

  @Test
  void aGlanceKnowsPrimaryAndStates() {
    Glance glance =
        Members.observer(admins)
            .glance(set.members().stream().map(Members::address).toList(), ROOT, Transport.clear());

    assertThat(glance.primaryView().orElseThrow().primary())
        .contains(Members.address(set.primary()));
    assertThat(glance.members()).hasSize(5).allMatch(m -> m.hello().answer().isPresent());
    assertThat(glance.primaryView().orElseThrow().row(4).orElseThrow().state())
        .isEqualTo(MemberState.ARBITER);
  }

  @Test
  void aPortThatSpeaksOnlyTlsIsKnownAsThat(@TempDir Path folder) throws Exception {
    // Given
    Path certificate = folder.resolve("both.pem");
    Process openssl =
        new ProcessBuilder(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
                "-keyout",
                folder.resolve("key.pem").toString(),
                "-out",
                folder.resolve("cert.pem").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("openssl.log").toFile())
            .start();
    assertThat(openssl.waitFor(30, TimeUnit.SECONDS)).isTrue();
    Files.writeString(
        certificate,
        Files.readString(folder.resolve("key.pem")) + Files.readString(folder.resolve("cert.pem")));
    int port = KeptPort.choose();
    TestMongod mongod =
        new TestMongod(
            Tools.find().mongod(),
            folder.resolve("mongod"),
            "127.0.0.1",
            port,
            List.of(
                "--tlsMode=requireTLS",
                "--tlsCertificateKeyFile=" + certificate,
                "--tlsCAFile=" + folder.resolve("cert.pem")));
    mongod.start();
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> admins.speaksTls(Members.address(mongod), Duration.ofSeconds(1)));

      // When
      Observation seen = observe("mongodb://127.0.0.1:" + port + "/", ROOT, ROOT, null);

      // Then
      assertThat(codes(seen)).containsExactly("TLS_MISMATCH");
      assertThat(admins.speaksTls(Members.address(set.primary()), Duration.ofSeconds(1))).isFalse();
    } finally {
      mongod.kill();
    }
  }

  @Test
  void theImplicitWriteConcernComputedIsTheServersAndAChangeOfItIsRefused() {
    try (TestReplicaSet arbiters =
            TestReplicaSet.builder()
                .name("psa")
                .withoutAuthentication()
                .members(MemberSpec.voter(), MemberSpec.voter().priority(0), MemberSpec.arbiter())
                .start();
        MemberAdmin primary = admins.open(Members.address(arbiters.primary()), Credential.none());
        MemberAdmin five = admins.open(Members.address(set.primary()), ROOT)) {
      // Given
      ReplicaSetConfiguration psa =
          Members.value(primary.configuration(Members.DEADLINE)).configuration();
      ReplicaSetConfiguration large =
          Members.value(five.configuration(Members.DEADLINE)).configuration();

      // Then
      assertThat(ImplicitDefault.of(psa)).isEqualTo(ImplicitDefault.W1);
      assertThat(Members.value(primary.defaultWriteConcern(Members.DEADLINE)).w()).isEqualTo("1");
      assertThat(ImplicitDefault.of(large)).isEqualTo(ImplicitDefault.MAJORITY);
      assertThat(Members.value(five.defaultWriteConcern(Members.DEADLINE)).w())
          .isEqualTo("\"majority\"");
      ReplicaSetConfiguration without = psa.withoutMember(2);
      assertThat(ImplicitDefault.of(without)).isEqualTo(ImplicitDefault.MAJORITY);
      assertThat(primary.reconfigure(without, Members.DEADLINE, "changes the default"))
          .isInstanceOfSatisfying(
              Answer.Refused.class,
              refused -> assertThat(refused.message()).contains("write concern"));
    }
  }

  @Test
  void duringObservationsAMemberSeesFewConnections() {
    // Given
    String user = "watcher";
    try (var executor = Executors.newVirtualThreadPerTaskExecutor();
        DirectAdmin direct = set.admin(set.primary())) {
      // When
      Future<?> observations =
          executor.submit(
              () -> {
                for (int i = 0; i < 5; i++) {
                  observe(
                      set.plainConnectionString(),
                      new Credential(user, "pw-watcher"),
                      new Credential("nothing", "pw-nothing"),
                      Keyfile.of(set.keyfile()));
                }
              });
      long most = 0;
      while (!observations.isDone()) {
        most = Math.max(most, Members.connections(direct, "offshoot/test"));
      }

      // Then
      System.out.println("most connections to the primary: " + most);
      assertThat(most).isBetween(1L, 4L);
    }
  }
}
