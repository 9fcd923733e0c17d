package dev.offshoot.testbed;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CreateCollectionOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.TimeSeriesGranularity;
import com.mongodb.client.model.TimeSeriesOptions;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.BsonRegularExpression;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;

/** Collections, indexes and the small contents of {@link SampleData}. */
final class SampleSchema {
  private static final int CUSTOMERS = 2_000;
  private static final int PRODUCTS = 500;

  private SampleSchema() {}

  static void create(MongoClient client) {
    MongoDatabase shop = client.getDatabase("shop");
    MongoCollection<Document> orders = shop.getCollection("orders");
    orders.createIndex(Indexes.ascending("number"), new IndexOptions().unique(true));
    orders.createIndex(
        Indexes.compoundIndex(Indexes.ascending("customer"), Indexes.descending("placedAt")));
    orders.createIndex(
        Indexes.ascending("placedAt"),
        new IndexOptions()
            .name("returned")
            .partialFilterExpression(Filters.eq("state", "RETURNED")));
    MongoCollection<Document> customers = shop.getCollection("customers");
    customers.createIndex(Indexes.ascending("email"), new IndexOptions().unique(true));
    customers.createIndex(Indexes.hashed("city"));
    customers.createIndex(Indexes.ascending("nickname"), new IndexOptions().sparse(true));
    shop.getCollection("products").createIndex(Indexes.text("description"));
    shop.getCollection("products").createIndex(Indexes.ascending("tags"));
    shop.createView(
        "returned_orders",
        "orders",
        List.of(new Document("$match", Filters.eq("state", "RETURNED"))));

    MongoDatabase analytics = client.getDatabase("analytics");
    analytics.getCollection("events").createIndex(Indexes.ascending("visitor", "at"));
    analytics
        .getCollection("sessions")
        .createIndex(
            Indexes.ascending("seenAt"), new IndexOptions().expireAfter(3_650L, TimeUnit.DAYS));
    analytics.createCollection(
        "temperatures",
        new CreateCollectionOptions()
            .timeSeriesOptions(
                new TimeSeriesOptions("at")
                    .metaField("sensor")
                    .granularity(TimeSeriesGranularity.MINUTES)));

    MongoDatabase mixed = client.getDatabase("mixed");
    mixed.createCollection(
        "log", new CreateCollectionOptions().capped(true).sizeInBytes(1 << 20).maxDocuments(3_000));
    mixed.createCollection("empty");
  }

  static void fillSmallCollections(MongoClient client, long seed) {
    SampleDocuments source = new SampleDocuments(seed, -1);
    MongoDatabase shop = client.getDatabase("shop").withWriteConcern(WriteConcern.W1);
    shop.getCollection("customers").insertMany(customers(source));
    shop.getCollection("products").insertMany(products(source));
    MongoDatabase analytics = client.getDatabase("analytics").withWriteConcern(WriteConcern.W1);
    analytics.getCollection("sessions").insertMany(sessions(source));
    analytics.getCollection("temperatures").insertMany(temperatures(source));
    MongoDatabase mixed = client.getDatabase("mixed").withWriteConcern(WriteConcern.W1);
    mixed.getCollection("identifiers").insertMany(identifiers(source));
    mixed.getCollection("log").insertMany(lines(source));
    client
        .getDatabase("settings")
        .getCollection("flags")
        .insertOne(new Document("_id", "checkout").append("on", true));
  }

  /** Waits until a majority has everything written before. */
  static void awaitMajority(MongoClient client) {
    client
        .getDatabase("settings")
        .getCollection("flags")
        .withWriteConcern(WriteConcern.MAJORITY.withWTimeout(120, TimeUnit.SECONDS))
        .insertOne(new Document("_id", "loaded").append("on", true));
  }

  private static List<Document> customers(SampleDocuments source) {
    List<Document> customers = new ArrayList<>();
    for (long i = 0; i < CUSTOMERS; i++) {
      Document customer =
          new Document("_id", i)
              .append("email", "customer" + i + "@example.com")
              .append("name", source.text(2))
              .append("city", source.text(1))
              .append(
                  "address",
                  new Document("street", source.text(2))
                      .append("number", source.random().nextInt(200)));
      customers.add(i % 3 == 0 ? customer.append("nickname", source.text(1)) : customer);
    }
    return customers;
  }

  private static List<Document> products(SampleDocuments source) {
    List<Document> products = new ArrayList<>();
    for (int i = 0; i < PRODUCTS; i++) {
      products.add(
          new Document("_id", i)
              .append("description", source.text(12))
              .append("tags", List.of(source.text(1), source.text(1)))
              .append("price", new Decimal128(source.random().nextInt(10_000))));
    }
    return products;
  }

  private static List<Document> sessions(SampleDocuments source) {
    List<Document> sessions = new ArrayList<>();
    for (long i = 0; i < 1_000; i++) {
      sessions.add(
          new Document("_id", new ObjectId(new Date(1_700_000_000_000L + i), (int) i))
              .append("seenAt", source.date()));
    }
    return sessions;
  }

  private static List<Document> temperatures(SampleDocuments source) {
    List<Document> measurements = new ArrayList<>();
    for (long i = 0; i < 2_000; i++) {
      measurements.add(
          new Document("_id", new ObjectId(new Date(1_700_000_000_000L + i), (int) i))
              .append("at", new Date(1_700_000_000_000L + i * 60_000))
              .append("sensor", "hall-" + i % 5)
              .append("celsius", 15 + source.random().nextDouble() * 10));
    }
    return measurements;
  }

  /** One collection whose {@code _id} has every type that sorts differently. */
  private static List<Document> identifiers(SampleDocuments source) {
    List<Object> ids = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      ids.add(i);
      ids.add(1_000_000_000_000L + i);
      ids.add(i + 0.5);
      ids.add(Decimal128.parse(i + ".25"));
      ids.add("text-" + i);
      ids.add(new ObjectId(new Date(1_700_000_000_000L), i));
      ids.add(new UUID(7, i));
      ids.add(new Date(1_600_000_000_000L + i));
      ids.add(new Document("region", i % 7).append("number", i));
      ids.add(new Binary(new byte[] {(byte) i, 1}));
    }
    ids.add(true);
    ids.add(false);
    ids.add(Double.NaN);
    ids.add(new BsonTimestamp(1_700_000_000, 5));
    List<Document> documents = new ArrayList<>();
    for (Object id : ids) {
      documents.add(
          new Document("_id", id)
              .append("content", source.noise(4))
              .append("pattern", new BsonRegularExpression("^a.*", "i")));
    }
    return documents;
  }

  private static List<Document> lines(SampleDocuments source) {
    List<Document> lines = new ArrayList<>();
    for (int i = 0; i < 1_500; i++) {
      lines.add(new Document("_id", i).append("line", source.text(10)));
    }
    return lines;
  }
}
