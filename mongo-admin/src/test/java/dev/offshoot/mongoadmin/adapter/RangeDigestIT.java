package dev.offshoot.mongoadmin.adapter;

import static dev.offshoot.mongoadmin.adapter.Members.DEADLINE;
import static dev.offshoot.mongoadmin.adapter.Members.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import dev.offshoot.embedded.Tools;
import dev.offshoot.mongoadmin.app.MemberAdmin;
import dev.offshoot.mongoadmin.domain.CatalogueEntry;
import dev.offshoot.mongoadmin.domain.HelloView;
import dev.offshoot.mongoadmin.domain.KeyRange;
import dev.offshoot.mongoadmin.domain.Namespace;
import dev.offshoot.mongoadmin.domain.NamespaceCatalogue;
import dev.offshoot.mongoadmin.domain.RangeDigest;
import dev.offshoot.mongoadmin.domain.RangeEnd;
import dev.offshoot.mongoadmin.domain.RangeRead;
import dev.offshoot.mongoadmin.domain.RangeReading;
import dev.offshoot.testbed.MemberSpec;
import dev.offshoot.testbed.TestMongod;
import dev.offshoot.testbed.TestReplicaSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.MaxKey;
import org.bson.types.MinKey;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RangeDigestIT {

  private static final int MANY = 20_000;
  private static final int LARGE = 12;
  private static final int LARGE_BYTES = 3 << 20;
  private static TestReplicaSet set;
  private static ReactiveMemberAdmins admins;

  @BeforeAll
  static void start() {
    set =
        TestReplicaSet.builder()
            .name("dig")
            .members(
                MemberSpec.voter(), MemberSpec.voter().priority(0.5), MemberSpec.voter().hidden())
            .start();
    admins = new ReactiveMemberAdmins(DriverSettings.of("test").keptFor(Duration.ofSeconds(20)));
    try (MongoClient client = MongoClients.create(set.connectionString())) {
      fill(
          client
              .getDatabase("shop")
              .withWriteConcern(WriteConcern.MAJORITY.withWTimeout(20, TimeUnit.SECONDS)));
    }
    BsonTimestamp written = time(set.primary());
    for (TestMongod member : set.members()) {
      await().atMost(Duration.ofSeconds(60)).until(() -> time(member).compareTo(written) >= 0);
    }
  }

  private static void fill(MongoDatabase shop) {
    shop.getCollection("orders")
        .insertMany(
            IntStream.range(0, MANY)
                .mapToObj(
                    i -> new Document("_id", i).append("price", i + 0.99).append("n", "x" + i))
                .toList());
    shop.getCollection("mixed").insertMany(mixed());
    shop.runCommand(
        Document.parse("{create: 'clustered', clusteredIndex: {key: {_id: 1}, unique: true}}"));
    shop.getCollection("clustered").insertMany(numbered(50));
    shop.runCommand(Document.parse("{create: 'ts', timeseries: {timeField: 't'}}"));
    shop.getCollection("ts")
        .insertMany(
            IntStream.range(0, 50)
                .mapToObj(i -> new Document("t", new Date(i * 86_400_000L)).append("v", i))
                .toList());
    shop.runCommand(Document.parse("{create: 'words', collation: {locale: 'en', strength: 2}}"));
    shop.getCollection("words")
        .insertMany(
            IntStream.range(0, 50)
                .mapToObj(i -> new Document("_id", (i % 2 == 0 ? "W" : "w") + i))
                .toList());
    shop.getCollection("sizes").insertMany(smallLargeSmall());
    shop.runCommand(Document.parse("{create: 'capped', capped: true, size: 100000}"));
    shop.getCollection("capped").insertMany(numbered(5));
    shop.runCommand(Document.parse("{create: 'cheap', viewOn: 'orders', pipeline: []}"));
    shop.getCollection("orders").createIndex(new Document("price", 1).append("n", -1));
  }

  private static List<Document> numbered(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Document("_id", i)).toList();
  }

  private static List<Document> smallLargeSmall() {
    return IntStream.range(0, 3 * LARGE)
        .mapToObj(
            i ->
                new Document("_id", i)
                    .append("body", new Binary(new byte[i / LARGE == 1 ? LARGE_BYTES : 10])))
        .toList();
  }

  private static List<Document> mixed() {
    List<Object> ids = new ArrayList<>();
    ids.add(null);
    ids.addAll(
        List.of(
            new MinKey(),
            new MaxKey(),
            1,
            2L,
            2.5,
            new Decimal128(3),
            "a",
            "",
            new ObjectId(),
            true,
            false,
            new Document("a", 1),
            new Date(),
            new BsonTimestamp(5, 5),
            new Binary(new byte[] {1, 2, 3}),
            new Binary(new byte[] {4})));
    return ids.stream().map(id -> new Document("_id", id)).toList();
  }

  @AfterAll
  static void stop() {
    admins.close();
    set.close();
  }

  private static BsonTimestamp time(TestMongod member) {
    try (MemberAdmin admin = Members.open(admins, member)) {
      HelloView hello = value(admin.hello(DEADLINE));
      return hello.lastMajorityWrite().orElseThrow().timestamp();
    }
  }

  private static RangeReading<RangeDigest> digest(TestMongod member, String name, KeyRange range) {
    try (MemberAdmin admin = Members.open(admins, member)) {
      BsonTimestamp at = time(set.members().get(2));
      return value(admin.digestRange(new RangeRead(Namespace.parse(name), range, at), DEADLINE));
    }
  }

  private static RangeDigest read(TestMongod member, String name, KeyRange range) {
    return switch (digest(member, name, range)) {
      case RangeReading.Read<RangeDigest>(RangeDigest value) -> value;
      case RangeReading.SnapshotLost<RangeDigest>(String reason) ->
          throw new AssertionError(reason);
      case RangeReading.CannotBeRead<RangeDigest>(String reason) ->
          throw new AssertionError(reason);
    };
  }

  @Test
  @Order(1)
  void everyReadableCollectionOfEveryDatabaseIsEqualOnPrimaryAndHiddenSecondary() {
    // Given
    NamespaceCatalogue catalogue;
    try (MemberAdmin primary = Members.open(admins, set.primary());
        MemberAdmin hidden = Members.open(admins, set.member(2))) {
      catalogue = value(primary.catalogue(DEADLINE));
      assertThat(catalogue.differences(value(hidden.catalogue(DEADLINE)))).isEmpty();
    }
    List<String> compared = new ArrayList<>();
    List<String> notCompared = new ArrayList<>();

    // When
    for (CatalogueEntry entry : catalogue.collections()) {
      String name = entry.namespace().toString();
      if (digest(set.primary(), name, KeyRange.all())
          instanceof RangeReading.Read<RangeDigest>(RangeDigest one)) {
        assertThat(read(set.member(2), name, KeyRange.all())).as(name).isEqualTo(one);
        compared.add(name);
      } else {
        notCompared.add(name);
      }
    }

    // Then
    assertThat(compared)
        .contains(
            "shop.orders",
            "shop.mixed",
            "shop.clustered",
            "shop.words",
            "shop.system.buckets.ts",
            "admin.system.users",
            "admin.system.version");
    assertThat(notCompared).contains("shop.capped", "config.transactions");
    assertThat(catalogue.entries()).containsKey(Namespace.parse("shop.cheap"));
    assertThat(read(set.member(2), "shop.orders", KeyRange.all()).documents()).isEqualTo(MANY);
    System.out.println("not compared: " + notCompared);
  }

  @Test
  @Order(2)
  void documentsOfMegabytesAmongSmallOnesAreAllDigested() {
    // When
    RangeDigest one = read(set.primary(), "shop.sizes", KeyRange.all());
    RangeDigest other = read(set.member(2), "shop.sizes", KeyRange.all());

    // Then
    assertThat(other).isEqualTo(one);
    assertThat(one.documents()).isEqualTo(3 * LARGE);
    assertThat(one.bytes()).isBetween((long) LARGE * LARGE_BYTES, (long) LARGE * LARGE_BYTES * 2);
  }

  @Test
  @Order(2)
  void rangesByBoundariesCoverEveryDocumentOnceWhateverTheTypeOfId() {
    for (String name :
        List.of("shop.mixed", "shop.words", "shop.clustered", "shop.system.buckets.ts")) {
      RangeDigest whole = read(set.primary(), name, KeyRange.all());
      long documents = 0;
      long bytes = 0;
      int ranges = 0;
      Optional<BsonValue> from = Optional.empty();
      do {
        KeyRange rest = KeyRange.from(from.orElse(null));
        Optional<BsonValue> next = boundary(name, rest, 3);
        RangeDigest one = read(set.member(2), name, rest.until(next.orElse(null)));
        assertThat(read(set.primary(), name, rest.until(next.orElse(null)))).isEqualTo(one);
        documents += one.documents();
        bytes += one.bytes();
        ranges++;
        from = next;
      } while (from.isPresent());
      assertThat(documents).as(name).isEqualTo(whole.documents());
      assertThat(bytes).as(name).isEqualTo(whole.bytes());
      assertThat(ranges).as(name).isGreaterThan(4);
    }
    assertThat(read(set.primary(), "shop.mixed", KeyRange.all()).documents())
        .isEqualTo(mixed().size());
  }

  private static Optional<BsonValue> boundary(String name, KeyRange range, long documents) {
    try (MemberAdmin admin = Members.open(admins, set.primary())) {
      RangeReading<RangeEnd> end =
          value(
              admin.findBoundary(
                  new RangeRead(Namespace.parse(name), range, time(set.member(2))),
                  documents,
                  DEADLINE));
      assertThat(end).isInstanceOf(RangeReading.Read.class);
      return end instanceof RangeReading.Read<RangeEnd>(RangeEnd found)
          ? found.key()
          : Optional.empty();
    }
  }

  @Test
  @Order(3)
  void whatTheServerDoesNotReadAtATimeSaysWhyAndAForgottenTimeAsksForANewOne() {
    assertThat(digest(set.primary(), "shop.capped", KeyRange.all()))
        .isInstanceOfSatisfying(
            RangeReading.CannotBeRead.class,
            cannot -> assertThat(cannot.reason()).contains("capped"));
    assertThat(digest(set.primary(), "config.transactions", KeyRange.all()))
        .isInstanceOf(RangeReading.CannotBeRead.class);
    try (MemberAdmin admin = Members.open(admins, set.primary())) {
      Namespace orders = Namespace.parse("shop.orders");
      BsonTimestamp now = time(set.primary());
      for (BsonTimestamp other :
          List.of(new BsonTimestamp(1_000, 1), new BsonTimestamp(now.getTime() + 3_600, 1))) {
        assertThat(value(admin.digestRange(new RangeRead(orders, KeyRange.all(), other), DEADLINE)))
            .isInstanceOf(RangeReading.SnapshotLost.class);
      }
    }
  }

  @Test
  @Order(4)
  void theSameTimeGivesTheSameDigestWhileWritesGoOn() {
    BsonTimestamp at = time(set.member(2));
    RangeRead read = new RangeRead(Namespace.parse("shop.orders"), KeyRange.all(), at);
    try (MemberAdmin primary = Members.open(admins, set.primary());
        MemberAdmin hidden = Members.open(admins, set.member(2));
        MongoClient client = MongoClients.create(set.connectionString())) {
      // Given
      var before = value(primary.digestRange(read, DEADLINE));

      // When
      MongoCollection<Document> orders = client.getDatabase("shop").getCollection("orders");
      orders.updateMany(new Document("_id", new Document("$lt", 500)), Updates.inc("price", 1));

      // Then
      assertThat(value(primary.digestRange(read, DEADLINE))).isEqualTo(before);
      assertThat(value(hidden.digestRange(read, DEADLINE))).isEqualTo(before);
    }
  }

  @Test
  @Order(5)
  void oneChangedDigitInOneDocumentIsFound() {
    // Given
    try (MongoClient client = MongoClients.create(set.connectionString())) {
      client
          .getDatabase("shop")
          .getCollection("orders")
          .withWriteConcern(new WriteConcern(3))
          .updateOne(new Document("_id", 4711), Updates.set("price", 19.99));
    }
    RangeDigest before = read(set.primary(), "shop.orders", KeyRange.all());
    assertThat(read(set.member(2), "shop.orders", KeyRange.all())).isEqualTo(before);

    // When
    changeBehindTheSetsBack(set.member(2));

    // Then
    RangeDigest primary = read(set.primary(), "shop.orders", KeyRange.all());
    RangeDigest changed = read(set.member(2), "shop.orders", KeyRange.all());
    assertThat(changed.documents()).isEqualTo(primary.documents());
    assertThat(changed.bytes()).isEqualTo(primary.bytes());
    assertThat(changed.sha256()).isNotEqualTo(primary.sha256());
  }

  private static void changeBehindTheSetsBack(TestMongod member) {
    member.stop();
    TestMongod alone =
        new TestMongod(
            Tools.find().mongod(), member.folder(), member.host(), member.port(), List.of());
    alone.start();
    try (MongoClient client =
        MongoClients.create("mongodb://" + member.address() + "/?directConnection=true")) {
      client
          .getDatabase("shop")
          .getCollection("orders")
          .updateOne(new Document("_id", 4711), Updates.set("price", 19.5));
    } finally {
      alone.stop();
    }
    member.start();
    set.awaitSteady();
  }
}
