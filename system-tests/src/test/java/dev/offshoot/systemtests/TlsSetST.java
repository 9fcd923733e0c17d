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
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sets that somebody runs with TLS are expanded by the command line, and one is taken back. */
@ExtendWith(SharedOffshoot.class)
class TlsSetST {

  private static final Duration SOON = Duration.ofMinutes(2);
  private static final String WANTED =
      "{\"deployment\": \"%s\", \"host\": {\"provider\": \"local\"}, \"member\": {\"votes\": 0}}";

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
      String cancelled = offshoot.expandApproved(WANTED.formatted(set.name()));
      offshoot.await(cancelled, SOON, "INSTALLING");
      assertThat(offshoot.http().post("/expansions/" + cancelled + "/cancellation", "{}").status())
          .isEqualTo(202);
      offshoot.await(cancelled, SOON, "ROLLED_BACK");

      // Then
      assertThat(Configurations.unversioned(set.configuration()))
          .isEqualTo(Configurations.unversioned(before));
      new Aftermath(offshoot).isNothingOf(Facts.of(offshoot, cancelled).host());

      isExpandedAndProven(set, "keyFile");
    }
  }

  @Test
  void aSetWithX509IsExpanded() throws IOException {
    try (TestReplicaSet set =
        TestReplicaSet.builder().name("tls-x509").tls("requireTLS").x509().start()) {
      var loaded = new SampleData(6).load(set.connectionString(), 10);
      assertThat(loaded.documents()).isPositive();
      register(set);

      isExpandedAndProven(set, "x509");
    }
  }

  private void isExpandedAndProven(TestReplicaSet set, String clusterAuthMode) throws IOException {
    try (SecretWatch secrets = new SecretWatch(offshoot)) {
      // When
      String id = offshoot.expandApproved(WANTED.formatted(set.name()));
      Expansion over = offshoot.await(id, SOON, "COMPLETED");

      // Then
      String added = over.addresses().get(0);
      set.tls().joinedBy(added);
      assertThat(DataEquality.differences(set, set.primary().address(), added)).isEmpty();
      assertThat(over.proofs().get(0).path("namespaces").toString()).contains("EQUAL");
      Path mongod =
          offshoot
              .dataDir()
              .resolve("hosts")
              .resolve(Facts.of(offshoot, id).host())
              .resolve("mongod");
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
