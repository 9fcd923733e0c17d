package dev.offshoot.testbed;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.offshoot.embedded.Poll;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.bson.Document;

/**
 * The journals of one service, looked at in its store from outside. A refused outcome is how a test
 * meets a service in mid-step for certain: what it did is done, and it has not written it down.
 */
public final class StoredJournals implements AutoCloseable {
  private static final int CLAIMED_AFRESH = 2;

  private final MongoClient client;
  private final MongoDatabase database;

  /**
   * @param store connection string of the store
   * @param service name of the service, which is its database's name
   */
  public StoredJournals(String store, String service) {
    this.client = MongoClients.create(store);
    this.database = client.getDatabase(service);
  }

  /** From now on no journal can take a fact of this type. */
  public void refuseFact(String type) {
    refuse(new Document("outbox.type", new Document("$ne", type)));
  }

  /** From now on no journal can take a state that contains this text. */
  public void refuseState(String text) {
    refuse(new Document("state", new Document("$not", new Document("$regex", text))));
  }

  /** Journals that were over this line before may still be written. */
  private void refuse(Document validator) {
    validate(validator, "moderate");
  }

  /** Everything can be stored again. */
  public void allowAll() {
    validate(new Document(), "off");
  }

  private void validate(Document validator, String level) {
    Document command =
        new Document("collMod", "journal")
            .append("validator", validator)
            .append("validationLevel", level)
            .append("validationAction", "error");
    if (!database.runCommand(command).containsKey("ok")) {
      throw new IllegalStateException("collMod did not answer");
    }
  }

  /** The journal, as it is stored; empty when there is none. */
  public Document find(String expansion) {
    Document found = database.getCollection("journal").find(new Document("_id", expansion)).first();
    return found == null ? new Document() : found;
  }

  /** Waits until a journal is so. */
  public Document await(String expansion, Duration atMost, Predicate<Document> wanted) {
    if (!Poll.until(atMost, () -> wanted.test(find(expansion)))) {
      throw new AssertionError("within " + atMost + " not so: " + find(expansion).toJson());
    }
    return find(expansion);
  }

  /**
   * Waits until the service holds the journal and had to claim it again and again, because what it
   * has to say is refused.
   */
  public Document awaitRefused(String expansion, Duration atMost) {
    Document[] before = {new Document()};
    return await(
        expansion,
        atMost,
        now -> {
          if (!isHeld(now) || !sameOutcome(before[0], now)) {
            before[0] = now;
          }
          return isHeld(now) && epoch(now) - epoch(before[0]) >= CLAIMED_AFRESH;
        });
  }

  /** Whether somebody holds it. */
  public static boolean isHeld(Document journal) {
    return journal.get("owner") != null;
  }

  /** Whether a fact of this type was stored. */
  public static boolean hasSaid(Document journal, String type) {
    return journal.getList("outbox", Document.class, List.of()).stream()
        .anyMatch(entry -> type.equals(entry.getString("type")));
  }

  /** Whether its state contains this text. */
  public static boolean stateContains(Document journal, String text) {
    return journal.getString("state") != null && journal.getString("state").contains(text);
  }

  private static boolean sameOutcome(Document one, Document other) {
    return isHeld(one)
        && one.getList("outbox", Document.class).size()
            == other.getList("outbox", Document.class).size();
  }

  private static long epoch(Document journal) {
    return journal.getLong("epoch");
  }

  @Override
  public void close() {
    client.close();
  }
}
