package dev.offshoot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.EventType;
import dev.offshoot.testbed.DirectAdmin;
import dev.offshoot.testbed.Elections;
import dev.offshoot.testbed.SampleData;
import dev.offshoot.testbed.TestMongod;
import dev.offshoot.testbed.TestReplicaSet;
import dev.offshoot.testbed.WriteLoad;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** One expansion of a set that Offshoot did not start, under load, looked at from all sides. */
@ExtendWith(SharedOffshoot.class)
@TestInstance(Lifecycle.PER_CLASS)
class ExpandForeignSetST {
  private static final String NAME = "foreign";
  private static final int MEGABYTES = Integer.getInteger("offshoot.st.megabytes", 120);
  private static final int WRITES_PER_SECOND = 120;
  private static final int MOST_CONNECTIONS = 8;
  private static final List<String> UNREADABLE_AT_A_TIME =
      List.of("config.transactions", "config.image_collection", "config.system.preimages");

  private final RunningOffshoot offshoot;
  private final TestReplicaSet set = ForeignSet.start();
  private Document before = new Document();
  private Document after = new Document();
  private Elections electionsBefore = set.elections();
  private Map<String, Integer> connections = Map.of();
  private Map<Long, Integer> missing = Map.of();
  private Map<String, String> dataDifferences = Map.of();
  private List<String> leaks = List.of();
  private List<String> control = List.of();
  private Expansion expansion;
  private Facts facts;

  ExpandForeignSetST(RunningOffshoot offshoot) {
    this.offshoot = offshoot;
  }

  @BeforeAll
  void expandUnderLoad() {
    SampleData.Loaded loaded = new SampleData(7).load(set.connectionString(), MEGABYTES);
    Map<String, dev.offshoot.testbed.User> users = ForeignSet.register(offshoot, NAME, set);
    before = set.configuration();
    electionsBefore = set.elections();
    long begin = System.nanoTime();
    try (SecretWatch secrets = new SecretWatch(offshoot);
        ConnectionWatch watch = new ConnectionWatch(offshoot.dataDir(), addresses());
        WriteLoad load = WriteLoad.start(set.connectionString(), WRITES_PER_SECOND)) {
      users.values().forEach(user -> secrets.know(user.name(), user.password()));
      secrets.know("root", TestReplicaSet.ROOT.password());
      secrets.know("keyfile", set.keyfile());
      String id =
          offshoot.expandApproved(
              """
              {"deployment": "foreign", "host": {"provider": "local", "site": "cloud"},
               "member": {"votes": 1, "priority": 0.5, "tags": {"site": "cloud", "rack": "r1"}}}
              """);
      expansion = offshoot.await(id, Duration.ofMinutes(10), "COMPLETED");
      facts = Facts.of(offshoot, id);
      System.out.printf(
          "expanded %d MB (%d documents) under %d writes in %.1f s%n",
          MEGABYTES,
          loaded.documents(),
          load.seen().acknowledged(),
          (System.nanoTime() - begin) / 1e9);
      after = set.configuration();
      missing = load.missingOn(set.directConnectionString(address()), Duration.ofSeconds(60));
      load.stop();
      dataDifferences = DataEquality.differences(set, set.primary().address(), address());
      connections = watch.most();
      secrets.knowTokensOf(
          facts
              .payload(EventType.RESOURCE_PROVISIONED)
              .path("hosts")
              .path(0)
              .path("hostRequestId")
              .asText());
      secrets.knowAgentKeyIn(
          Path.of(
              facts
                  .payload(EventType.RESOURCE_PROVISIONED)
                  .path("hosts")
                  .path(0)
                  .path("providerReference")
                  .asText()));
      leaks = secrets.leaks();
      secrets.know("no secret", set.plainConnectionString());
      control = secrets.leaks();
    }
  }

  @AfterAll
  void stop() {
    set.close();
  }

  @Test
  void theMemberIsAsWanted() {
    Document member = Configurations.member(after, address());

    assertThat(member)
        .containsEntry("votes", 1)
        .containsEntry("priority", 0.5)
        .containsEntry("hidden", false)
        .containsEntry("arbiterOnly", false)
        .containsEntry("buildIndexes", true)
        .containsEntry("tags", new Document("site", "cloud").append("rack", "r1"));
    assertThat(memberState()).isEqualTo("SECONDARY");
  }

  @Test
  void everyOtherFieldOfTheConfigurationIsAsItWas() {
    assertThat(Configurations.without(after, List.of(address())))
        .isEqualTo(Configurations.unversioned(before));
  }

  @Test
  void noElectionHappened() {
    assertThat(set.elections()).isEqualTo(electionsBefore);
  }

  @Test
  void allDataIsEqual() {
    assertThat(dataDifferences).isEmpty();
  }

  @Test
  void noAcknowledgedWriteIsMissingOnTheNewMember() {
    assertThat(missing).isEmpty();
  }

  /** mongod 6.0 reads neither these nor capped collections at a cluster time. */
  @Test
  void theProofComparedEveryNamespaceThatCanBeReadAtOneTime() {
    Map<String, String> equal = new TreeMap<>();
    Map<String, String> others = new TreeMap<>();
    for (JsonNode each : expansion.proofs().get(0).path("namespaces")) {
      boolean same = each.path("result").asText().equals("EQUAL");
      (same ? equal : others).put(each.path("name").asText(), each.toString());
    }

    assertThat(others).containsKey("config.transactions");
    Set<String> capped = new TreeSet<>(others.keySet());
    capped.removeAll(UNREADABLE_AT_A_TIME);
    assertThat(capped).isEqualTo(capped()).contains("mixed.log");
    assertThat(others.values()).allMatch(each -> each.contains("NOT_COMPARED"));
    assertThat(equal)
        .containsKeys("shop.orders", "payments.ledger", "admin.system.users")
        .hasSizeGreaterThan(15);
    assertThat(expansion.proofs().get(0).path("comparedWith").asText())
        .isNotEqualTo(electionsBefore.primary());
  }

  @Test
  void theFiveFactsAreThereOnceInCausalOrderAndValid() {
    facts.areCausedInOrder(EventType.STATE_OBSERVED, EventType.PLAN_CREATED);
    assertThat(facts.once(EventType.RESOURCE_PROVISIONED).attribute("causationid"))
        .isIn(
            facts.once(EventType.PLAN_CREATED).attribute("id"),
            facts.once(EventType.PLAN_APPROVED).attribute("id"));
    facts.areCausedInOrder(
        EventType.RESOURCE_PROVISIONED,
        EventType.BINARIES_INSTALLED,
        EventType.SYNC_COMPLETED,
        EventType.EXPANSION_CLOSED);
    facts.areValid(NAME);
    assertThat(facts.payload(EventType.EXPANSION_CLOSED).path("outcome").asText())
        .isEqualTo("COMPLETED");
  }

  @Test
  void noSecretIsAnywhereItMayBeSeen() {
    assertThat(leaks).isEmpty();
    assertThat(control).as("what is no secret is found").anyMatch(each -> each.contains("event"));
  }

  @Test
  void eachMemberSawFewConnections() {
    System.out.println("most connections by member: " + connections);
    assertThat(connections).hasSize(set.members().size());
    assertThat(connections.values())
        .allMatch(count -> count <= MOST_CONNECTIONS)
        .anyMatch(count -> count > 0);
  }

  private Set<String> capped() {
    Set<String> capped = new TreeSet<>();
    try (DirectAdmin admin = set.admin(set.primary())) {
      for (String database : admin.client().listDatabaseNames()) {
        for (Document each : admin.client().getDatabase(database).listCollections()) {
          if (!database.equals("local")
              && each.get("options", Document.class).getBoolean("capped", false)) {
            capped.add(database + "." + each.getString("name"));
          }
        }
      }
    }
    return capped;
  }

  private String address() {
    return expansion.addresses().get(0);
  }

  private List<String> addresses() {
    return set.members().stream().map(TestMongod::address).toList();
  }

  private String memberState() {
    return set.status().getList("members", Document.class).stream()
        .filter(member -> address().equals(member.getString("name")))
        .map(member -> member.getString("stateStr"))
        .findFirst()
        .orElse("absent");
  }
}
