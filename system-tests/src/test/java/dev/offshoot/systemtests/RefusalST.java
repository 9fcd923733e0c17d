package dev.offshoot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.contracts.EventType;
import dev.offshoot.embedded.KeptPort;
import dev.offshoot.embedded.Poll;
import dev.offshoot.embedded.Tools;
import dev.offshoot.testbed.DirectAdmin;
import dev.offshoot.testbed.TestMongod;
import dev.offshoot.testbed.TestReplicaSet;
import dev.offshoot.testbed.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What is refused at a set of three because of how it is registered, asked for or in which state it
 * is. Those that break the set come last.
 */
@ExtendWith(SharedOffshoot.class)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RefusalST {
  private static final String NAME = "refusing";
  private static final int LAST = 100;

  private final RunningOffshoot offshoot;
  private final Refused refused;
  private final TestReplicaSet set =
      TestReplicaSet.builder()
          .name(NAME)
          .user("reader", "reader-Pw91", "clusterMonitor")
          .arguments("--setParameter=enableTestCommands=1")
          .start();
  private Document before = new Document();

  RefusalST(RunningOffshoot offshoot) {
    this.offshoot = offshoot;
    this.refused = new Refused(offshoot);
  }

  @BeforeAll
  void register() {
    Registration.of(offshoot, NAME, set);
  }

  @BeforeEach
  void remember() {
    set.awaitSteady();
    before = set.configuration();
  }

  @AfterEach
  void nothingChanged() {
    set.members().forEach(TestMongod::start);
    set.awaitSteady();
    assertThat(set.configuration().get("version")).isEqualTo(before.get("version"));
    assertThat(Configurations.unversioned(set.configuration()))
        .isEqualTo(Configurations.unversioned(before));
    asRegistered("credentials", NAME + "-root");
  }

  @AfterAll
  void stop() {
    set.close();
  }

  @Test
  void wrongPassword() {
    offshoot.secret("wrong-password", "root:not-this-one");
    asRegistered("credentials", "wrong-password");

    refused.expectFirst("NOT_AUTHORIZED", request(""));
  }

  @Test
  void missingPrivilege() {
    offshoot.secret(
        "reader", Registration.credential(new User("reader", "reader-Pw91", List.of())));
    asRegistered("credentials", "reader");

    Expansion expansion = refused.expectFirst("PRIVILEGE_MISSING", request(""));

    assertThat(expansion.json().toString()).contains("replSetConfigure");
  }

  @Test
  void wrongKeyfile() {
    offshoot.secret("wrong-key", "bm90IHRoZSBrZXkgb2YgdGhpcyBzZXQ=");
    asRegistered("keyfile", "wrong-key");

    refused.expectFirst("KEYFILE_MISMATCH", request(""));
  }

  @Test
  void noKeyfile() {
    asRegistered("keyfile", "");

    refused.expectFirst("KEYFILE_MISSING", request(""));
  }

  @Test
  void tls() {
    asRegistered("connectionString", set.plainConnectionString() + "&tls=true");

    refused.expectFirst("UNREACHABLE", request(""));
  }

  @Test
  void unknownProvider() {
    refused.expectFirst("UNKNOWN_PROVIDER", request(", \"host\": {\"provider\": \"nowhere\"}"));
  }

  @Test
  void unknownShape() {
    refused.expectFirst(
        "UNKNOWN_SHAPE", request(", \"host\": {\"provider\": \"local\", \"shape\": \"vast\"}"));
  }

  @Test
  void aPriorityThatWouldCauseAnElection() {
    refused.expectFirst(
        "PRIORITY_CAUSES_ELECTION", request(", \"member\": {\"votes\": 1, \"priority\": 50}"));
  }

  @Test
  void aLockedMember() {
    try (DirectAdmin admin = set.admin(secondary(0))) {
      admin.run(new Document("fsync", 1).append("lock", true));
      try {
        refused.expectFirst("MEMBER_FSYNC_LOCKED", request(""));
      } finally {
        admin.run("fsyncUnlock");
      }
    }
  }

  @Test
  void aHostThatIsNotAsMongoDbAsksWhereTheDeploymentEnforcesIt() throws IOException {
    // In one read: the kernel gives the rest of a number to nobody.
    String swappiness = Files.readAllLines(Path.of("/proc/sys/vm/swappiness")).getFirst();
    assertThat(swappiness).as("this machine has what MongoDB does not ask for").isNotIn("0", "1");
    asRegistered("hostChecks", "enforce");

    String id = offshoot.expand(request(""));
    Expansion over = offshoot.await(id, Duration.ofMinutes(1), "ROLLED_BACK");

    assertThat(over.failureCode()).isEqualTo("HOST_NOT_CONFORMING");
    assertThat(over.failure().path("detail").asText())
        .contains("vm.swappiness is " + swappiness + ", not 0 to 1");
    assertThat(over.failure().path("remedy").asText())
        .contains("sysctl -w vm.swappiness=1", "--host-checks warn");
    assertThat(over.json().toString()).doesNotContain("installing mongod");
    assertThat(set.configuration()).isEqualTo(before);
    Facts facts = Facts.of(offshoot, id);
    assertThat(facts.payload(EventType.EXPANSION_CLOSED).path("code").asText())
        .isEqualTo("HOST_NOT_CONFORMING");
    assertThat(facts.all())
        .noneMatch(each -> each.topic().equals(EventType.BINARIES_INSTALLED.topic()));
    new Aftermath(offshoot).isNothingOf(facts.host());
  }

  @Test
  @Order(LAST)
  void aSyncAlreadyRunning() {
    TestMongod fourth =
        new TestMongod(
            Tools.find().mongod(),
            set.folder().resolve("fourth"),
            set.member(0).host(),
            KeptPort.choose(),
            List.of(
                "--replSet=" + NAME,
                "--keyFile=" + set.folder().resolve("keyfile"),
                "--setParameter=enableTestCommands=1",
                "--setParameter=failpoint.initialSyncHangBeforeCopyingDatabases={mode:'alwaysOn'}"));
    fourth.start();
    try {
      reconfigure(withVoteless(fourth.address()));
      awaitState(fourth.address(), "STARTUP2");

      refused.expectFirst("SYNC_ALREADY_RUNNING", request(""));
    } finally {
      reconfigure(before);
      fourth.kill();
    }
    before = set.configuration();
  }

  @Test
  @Order(LAST + 1)
  void anFcvChangeInProgress() {
    try (DirectAdmin admin = set.admin(set.primary())) {
      failDowngrading(admin, "alwaysOn");
      setFcv(admin, "5.0");
      try {
        refused.expectFirst("FCV_CHANGE_IN_PROGRESS", request(""));
      } finally {
        failDowngrading(admin, "off");
        setFcv(admin, "5.0");
        setFcv(admin, "6.0");
      }
    }
  }

  @Test
  @Order(LAST + 2)
  void aMemberDown() {
    secondary(0).kill();
    awaitUnhealthy(1);

    refused.expectFirst("MEMBER_UNHEALTHY", request(""));
  }

  @Test
  @Order(LAST + 3)
  void noPrimary() {
    TestMongod primary = set.primary();
    TestMongod left = secondary(0);
    secondary(1).kill();
    primary.kill();
    try (DirectAdmin admin = set.admin(left)) {
      Poll.until(Duration.ofSeconds(60), () -> admin.run("hello").get("primary") == null);
    }

    refused.expectFirst("NO_PRIMARY", request(""));
  }

  private String request(String more) {
    return "{\"deployment\": \"%s\", \"approval\": \"automatic\"%s}".formatted(NAME, more);
  }

  private void asRegistered(String field, String value) {
    String body =
        """
        {"connectionString": "%s", "credentials": "%s", "keyfile": "%s", "automaticApproval": true,
         "hostChecks": "%s"}
        """
            .formatted(
                field.equals("connectionString") ? value : set.plainConnectionString(),
                field.equals("credentials") ? value : NAME + "-root",
                field.equals("keyfile") ? value : NAME + "-key",
                field.equals("hostChecks") ? value : "warn");
    Answer answer =
        offshoot.http().put("/deployments/" + NAME, body.replace(", \"keyfile\": \"\"", ""));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private TestMongod secondary(int index) {
    String primary = set.elections().primary();
    return set.members().stream()
        .filter(member -> !member.address().equals(primary))
        .skip(index)
        .findFirst()
        .orElseThrow();
  }

  private Document withVoteless(String address) {
    Document configuration = Document.parse(set.configuration().toJson());
    configuration
        .getList("members", Document.class)
        .add(
            new Document("_id", 3)
                .append("host", address)
                .append("votes", 0)
                .append("priority", 0));
    return configuration;
  }

  private void reconfigure(Document wanted) {
    Document next = new Document(wanted);
    next.put("version", (int) Configurations.version(set.configuration()) + 1);
    try (DirectAdmin admin = set.admin(set.primary())) {
      admin.run(new Document("replSetReconfig", next).append("maxTimeMS", 20_000));
    }
  }

  private void awaitState(String address, String state) {
    boolean reached =
        Poll.until(
            Duration.ofMinutes(1),
            () ->
                set.status().getList("members", Document.class).stream()
                    .anyMatch(
                        member ->
                            address.equals(member.getString("name"))
                                && state.equals(member.getString("stateStr"))));
    assertThat(reached).as(address + " " + state).isTrue();
  }

  private void awaitUnhealthy(int count) {
    boolean reached =
        Poll.until(
            Duration.ofMinutes(1),
            () ->
                set.status().getList("members", Document.class).stream()
                        .filter(member -> ((Number) member.get("health")).intValue() == 0)
                        .count()
                    == count);
    assertThat(reached).isTrue();
  }

  private static void failDowngrading(DirectAdmin admin, String mode) {
    admin.run(new Document("configureFailPoint", "failDowngrading").append("mode", mode));
  }

  private static void setFcv(DirectAdmin admin, String version) {
    try {
      admin.run(new Document("setFeatureCompatibilityVersion", version));
    } catch (com.mongodb.MongoCommandException stopped) {
      // The failpoint stops it half way: what this is for.
      assertThat(stopped.getErrorCode()).isEqualTo(549181);
    }
  }
}
