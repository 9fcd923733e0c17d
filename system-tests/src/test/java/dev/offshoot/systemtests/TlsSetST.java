package dev.offshoot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.testbed.SampleData;
import dev.offshoot.testbed.TestReplicaSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sets that somebody runs with TLS are expanded by the command line, and one is taken back. */
@ExtendWith(SharedOffshoot.class)
class TlsSetST {

  private static final Duration SOON = Duration.ofMinutes(2);
  private static final String LOCAL = "{\"provider\": \"local\"}";
  private static final String MACHINE = "127.88.200.9:27317";

  private final RunningOffshoot offshoot;

  TlsSetST(RunningOffshoot offshoot) {
    this.offshoot = offshoot;
  }

  @Test
  void aSetWithAKeyfileIsExpandedAndACancelledExpansionIsTakenBack() throws IOException {
    try (TestReplicaSet set =
        TestReplicaSet.builder().name("tls-keyfile").tls("requireTLS").start()) {
      // Given
      var loaded = new SampleData(5).load(set.connectionString(), 10);
      assertThat(loaded.documents()).isPositive();
      register(set, "--keyfile", secret(set, "key", set.keyfile()));
      Document before = set.configuration();

      // When
      String cancelled = offshoot.expandApproved(wanted(set, LOCAL));
      offshoot.await(cancelled, SOON, "INSTALLING");
      assertThat(offshoot.http().post("/expansions/" + cancelled + "/cancellation", "{}").status())
          .isEqualTo(202);
      offshoot.await(cancelled, SOON, "ROLLED_BACK");

      // Then
      assertThat(Configurations.unversioned(set.configuration()))
          .isEqualTo(Configurations.unversioned(before));
      new Aftermath(offshoot).isNothingOf(Facts.of(offshoot, cancelled).host());

      isExpandedAndProven(set, LOCAL, this::hostOf, "keyFile");
    }
  }

  @Test
  void aSetWithX509IsExpandedByThisMachineAndByOneOfThePoolThatItsOwnerKeeps() throws Exception {
    try (TestReplicaSet set =
        TestReplicaSet.builder().name("tls-x509").tls("requireTLS").x509().start()) {
      var loaded = new SampleData(6).load(set.connectionString(), 10);
      assertThat(loaded.documents()).isPositive();
      register(set);

      isExpandedAndProven(set, LOCAL, this::hostOf, "x509");

      // Given
      Path folder = offshoot.dataDir().resolve("x509-machine");
      JoinedMachine machine = JoinedMachine.add(offshoot, MACHINE, folder);
      machine.join();
      machine.await("SPARE", Duration.ofMinutes(1));

      isExpandedAndProven(
          set,
          "{\"provider\": \"pool\", \"shape\": \"%s\"}".formatted(machine.id()),
          expansion -> folder,
          "x509");

      isKeptByItsOwner(set, machine);
    }
  }

  private void isKeptByItsOwner(TestReplicaSet set, JoinedMachine machine) throws IOException {
    // Given
    AgentIdentity identity = AgentIdentity.read(machine.folder().resolve("agent"));
    String agentsUrl = machine.agentsUrl();
    Path pid = machine.folder().resolve("mongod/pid");
    String process = Files.readString(pid);
    Document configuration = set.configuration();

    // When
    String said = machine.detach();

    // Then
    assertThat(said).contains(MACHINE + " goes on as process " + process.split(" ")[0], "setsid ");
    machine.isLeftWith("mongod");
    assertThat(ProcessHandle.of(Long.parseLong(process.split(" ")[0])))
        .get()
        .matches(ProcessHandle::isAlive);
    assertThat(Files.readString(pid)).isEqualTo(process);
    assertThat(set.configuration()).isEqualTo(configuration);
    assertThat(DataEquality.differences(set, set.primary().address(), MACHINE)).isEmpty();
    assertThat(set.status().getList("members", Document.class))
        .filteredOn(member -> member.getString("name").equals(MACHINE))
        .extracting(member -> member.getString("stateStr"))
        .containsExactly("SECONDARY");
    assertThat(identity.report(agentsUrl, machine.id())).startsWith("403 ").contains("REVOKED");
  }

  private static String wanted(TestReplicaSet set, String host) {
    return "{\"deployment\": \"%s\", \"host\": %s, \"member\": {\"votes\": 0}}"
        .formatted(set.name(), host);
  }

  /** The folder of the host that an expansion made here. */
  private Path hostOf(String expansion) {
    return offshoot.dataDir().resolve("hosts").resolve(Facts.of(offshoot, expansion).host());
  }

  /** Where of an expansion tells the folder of its host. */
  private void isExpandedAndProven(
      TestReplicaSet set, String host, Function<String, Path> where, String clusterAuthMode)
      throws IOException {
    try (SecretWatch secrets = new SecretWatch(offshoot)) {
      // When
      String id = offshoot.expandApproved(wanted(set, host));
      Expansion over = offshoot.await(id, SOON, "COMPLETED");

      // Then
      String added = over.addresses().get(0);
      set.tls().joinedBy(added);
      assertThat(DataEquality.differences(set, set.primary().address(), added)).isEmpty();
      assertThat(over.proofs().get(0).path("namespaces").toString()).contains("EQUAL");
      Path mongod = where.apply(id).resolve("mongod");
      assertThat(Files.readString(mongod.resolve("mongod.conf")))
          .contains("mode: \"requireTLS\"")
          .contains("disabledProtocols: \"TLS1_0,TLS1_1\"")
          .contains("clusterAuthMode: \"" + clusterAuthMode + "\"");
      assertThat(Files.getPosixFilePermissions(mongod.resolve("certificate.pem")))
          .containsExactlyInAnyOrder(
              PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
      secrets.know(
          "the new member's key", key(Files.readString(mongod.resolve("certificate.pem"))));
      secrets.know("the authority's key", key(set.tls().authority().pemWithKey()));
      assertThat(secrets.leaks()).isEmpty();
    }
  }

  /** The first line of the key, which JSON leaves as it is. */
  private static String key(String pem) {
    return pem.substring(pem.indexOf("PRIVATE KEY-----")).lines().skip(1).findFirst().orElseThrow();
  }

  private void register(TestReplicaSet set, String... more) throws IOException {
    String client =
        Files.readString(
            set.tls().authority().certificate("offshoot", "CN=offshoot,O=Acme", "offshoot.test"));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "deployment",
                "add",
                set.name(),
                "--uri",
                set.plainConnectionString(),
                "--credentials",
                secret(set, "root", Registration.credential(TestReplicaSet.ROOT)),
                "--tls-ca",
                secret(set, "ca", set.tls().authority().pem()),
                "--tls-certificate",
                secret(set, "client", client),
                "--member-certificates",
                "authority:" + secret(set, "authority", set.tls().authority().pemWithKey())));
    arguments.addAll(List.of(more));
    var unused = offshoot.commandLine().run(arguments.toArray(new String[0])).orFail();
  }

  private String secret(TestReplicaSet set, String kind, String value) {
    String name = set.name() + "-" + kind;
    offshoot.secret(name, value);
    return name;
  }
}
