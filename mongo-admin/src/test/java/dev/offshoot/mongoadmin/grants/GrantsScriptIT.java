package dev.offshoot.mongoadmin.grants;

import static dev.offshoot.mongoadmin.adapter.Members.DEADLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.offshoot.mongoadmin.adapter.DriverSettings;
import dev.offshoot.mongoadmin.adapter.Members;
import dev.offshoot.mongoadmin.adapter.ReactiveMemberAdmins;
import dev.offshoot.mongoadmin.app.Credential;
import dev.offshoot.mongoadmin.app.MemberAdmin;
import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.CatalogueEntry;
import dev.offshoot.mongoadmin.domain.HelloView;
import dev.offshoot.mongoadmin.domain.KeyRange;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.NamespaceCatalogue;
import dev.offshoot.mongoadmin.domain.NeededPrivilege;
import dev.offshoot.mongoadmin.domain.NeededPrivileges;
import dev.offshoot.mongoadmin.domain.Purpose;
import dev.offshoot.mongoadmin.domain.RangeRead;
import dev.offshoot.mongoadmin.domain.RangeReading;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.testbed.DirectAdmin;
import dev.offshoot.testbed.MemberSpec;
import dev.offshoot.testbed.TestReplicaSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GrantsScriptIT {

  private static final String PASSWORD = "pw-of-the-script";
  private static TestReplicaSet set;
  private static ReactiveMemberAdmins admins;

  @BeforeAll
  static void start() {
    set = TestReplicaSet.builder().name("grt").members(MemberSpec.voter()).start();
    admins =
        new ReactiveMemberAdmins(
            new DriverSettings("test", "grants", 2, Duration.ofSeconds(3), Duration.ZERO));
    try (DirectAdmin root = set.admin(set.primary())) {
      var shop = root.client().getDatabase("shop");
      shop.getCollection("orders").insertOne(new Document("n", 1));
      shop.getCollection("system.js").insertOne(new Document("_id", "f").append("value", 1));
      shop.runCommand(Document.parse("{create: 'ts', timeseries: {timeField: 't'}}"));
      shop.runCommand(Document.parse("{create: 'v', viewOn: 'orders', pipeline: []}"));
      root.client().getDatabase("config").getCollection("own").insertOne(new Document("n", 1));
      root.run(Document.parse("{createRole: 'some', privileges: [], roles: []}"));
      for (Purpose purpose : Purpose.values()) {
        role(root, "createRole", purpose, GrantsScript.privileges(purpose));
        root.run(
            new Document("createUser", GrantsScript.user(purpose))
                .append("pwd", PASSWORD)
                .append("roles", List.of(GrantsScript.role(purpose))));
      }
    }
  }

  private static void role(
      DirectAdmin root, String command, Purpose purpose, BsonArray privileges) {
    root.run(
        Document.parse(
            new BsonDocument(command, new BsonString(GrantsScript.role(purpose)))
                .append("privileges", privileges)
                .append("roles", new BsonArray())
                .toJson()));
  }

  @AfterAll
  static void stop() {
    admins.close();
    set.close();
  }

  private static MemberAdmin as(Purpose purpose) {
    return admins.open(
        Members.address(set.primary()), new Credential(GrantsScript.user(purpose), PASSWORD));
  }

  @ParameterizedTest
  @EnumSource(Purpose.class)
  void theUserOfTheTableCanDoAllThatIsAskedOfIt(Purpose purpose) {
    try (MemberAdmin member = as(purpose)) {
      assertThat(failures(member, purpose)).isEmpty();
      assertThat(Members.value(member.privileges(DEADLINE)).missing(NeededPrivileges.of(purpose)))
          .isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Purpose.class)
  void withoutAnyOneRequiredActionSomethingFails(Purpose purpose) {
    List<String> notNeeded = new ArrayList<>();
    try (DirectAdmin root = set.admin(set.primary())) {
      for (NeededPrivilege privilege : NeededPrivileges.of(purpose)) {
        for (String action : privilege.actions()) {
          // Given
          role(root, "updateRole", purpose, without(purpose, privilege, action));

          // When
          List<String> failures;
          try (MemberAdmin member = as(purpose)) {
            failures = failures(member, purpose);
          }

          // Then
          if (failures.isEmpty() && privilege.required()) {
            notNeeded.add(action + " on " + privilege.resource().show());
          }
        }
      }
      role(root, "updateRole", purpose, GrantsScript.privileges(purpose));
    }
    assertThat(notNeeded).isEmpty();
  }

  private static BsonArray without(Purpose purpose, NeededPrivilege changed, String action) {
    BsonArray all = GrantsScript.privileges(purpose);
    int position = NeededPrivileges.of(purpose).indexOf(changed);
    BsonArray actions = all.get(position).asDocument().getArray("actions");
    actions.remove(new BsonString(action));
    if (actions.isEmpty()) {
      all.remove(position);
    }
    return all;
  }

  /** What the user of this purpose is used for, and which of it was not answered. */
  private static List<String> failures(MemberAdmin member, Purpose purpose) {
    return switch (purpose) {
      case OBSERVE -> observe(member);
      case CHANGE -> change(member);
      case PROVE -> prove(member);
    };
  }

  private static List<String> observe(MemberAdmin member) {
    return failed(
        member.hello(DEADLINE),
        member.status(DEADLINE),
        member.configuration(DEADLINE),
        member.storedConfiguration(DEADLINE),
        member.defaultWriteConcern(DEADLINE),
        member.privileges(DEADLINE),
        member.buildInfo(DEADLINE),
        member.startOptions(DEADLINE),
        member.compatibilityVersion(DEADLINE),
        member.activity(DEADLINE),
        member.oplog(DEADLINE),
        member.hostInfo(DEADLINE),
        member.serverStatus(DEADLINE),
        member.databaseStats(DEADLINE));
  }

  private static List<String> change(MemberAdmin member) {
    Answer<BsonDocument> reconfigured =
        member
            .configuration(DEADLINE)
            .flatMap(
                current -> {
                  ReplicaSetConfiguration base = current.configuration();
                  return member.reconfigure(
                      base.unchangedAt(base.version() + 1), DEADLINE, "as the change user");
                });
    return failed(
        member.status(DEADLINE),
        reconfigured,
        member.storedConfiguration(DEADLINE),
        member.appendNote("m", new BsonDocument(), DEADLINE),
        member.findNote("m", new BsonTimestamp(1, 1), DEADLINE),
        member.dropConnections(new MemberAddress("127.6.6.6", 9), DEADLINE),
        member.compatibilityVersion(DEADLINE),
        member.defaultWriteConcern(DEADLINE),
        member.activity(DEADLINE));
  }

  private static List<String> prove(MemberAdmin member) {
    BsonTimestamp now =
        Members.value(member.hello(DEADLINE).map(HelloView::lastMajorityWrite))
            .orElseThrow()
            .timestamp();
    Answer<NamespaceCatalogue> catalogue = member.catalogue(DEADLINE);
    List<String> failures = new ArrayList<>(failed(catalogue, member.findNote("m", now, DEADLINE)));
    List<CatalogueEntry> collections =
        catalogue.answer().map(NamespaceCatalogue::collections).orElse(List.of());
    for (CatalogueEntry entry : collections) {
      Optional.ofNullable(entry.problem()).ifPresent(failures::add);
      failures.addAll(failed(member.size(entry.namespace(), DEADLINE)));
      var digest =
          member.digestRange(new RangeRead(entry.namespace(), KeyRange.all(), now), DEADLINE);
      if (digest.answer().isPresent()
          && digest.answer().get() instanceof RangeReading.CannotBeRead<?>(String reason)
          && reason.contains("may not")) {
        failures.add(entry.namespace() + ": " + reason);
      }
    }
    return failures;
  }

  private static List<String> failed(Answer<?>... answers) {
    return Stream.of(answers)
        .filter(answer -> answer.answer().isEmpty())
        .map(Answer::explain)
        .toList();
  }

  @Test
  void theScriptItselfMakesTheSameRolesAndTwiceIsOnce() throws Exception {
    Optional<Path> mongosh = mongosh();
    Assumptions.assumeTrue(mongosh.isPresent(), "no mongosh here");
    // Given
    assertThat(GrantsScript.text()).contains("passwordPrompt()").doesNotContain(PASSWORD);
    try (DirectAdmin root = set.admin(set.primary())) {
      for (Purpose purpose : Purpose.values()) {
        root.run(new Document("dropUser", GrantsScript.user(purpose)));
        root.run(new Document("dropRole", GrantsScript.role(purpose)));
      }
      // A prompt needs a terminal; everything else runs as printed.
      Path script = Files.createTempFile("grants", ".js");
      Files.writeString(
          script, GrantsScript.text().replace("passwordPrompt()", "\"" + PASSWORD + "\""));

      // When
      String first = run(mongosh.get(), script);
      String second = run(mongosh.get(), script);
      Files.delete(script);

      // Then
      assertThat(first).contains("created").doesNotContain(PASSWORD);
      assertThat(second).contains("up to date").doesNotContain("created");
    }
    for (Purpose purpose : Purpose.values()) {
      try (MemberAdmin member = as(purpose)) {
        await().atMost(Duration.ofMinutes(1)).until(() -> failures(member, purpose).isEmpty());
      }
    }
  }

  private static String run(Path mongosh, Path script) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                mongosh.toString(),
                "--quiet",
                set.directConnectionString(set.primary()),
                "--file",
                script.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }

  private static Optional<Path> mongosh() {
    String path = System.getenv().getOrDefault("PATH", "");
    String named = System.getenv().getOrDefault("OFFSHOOT_MONGOSH", "");
    return Stream.concat(
            Stream.of(named).filter(name -> !name.isEmpty()).map(Path::of),
            Stream.of(path.split(":")).map(folder -> Path.of(folder, "mongosh")))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
