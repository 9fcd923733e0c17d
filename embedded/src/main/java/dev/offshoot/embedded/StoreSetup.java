package dev.offshoot.embedded;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoCredential;
import com.mongodb.MongoException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteConcern;
import com.mongodb.connection.ClusterConnectionMode;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Brings Offshoot's own store from an empty mongod to a primary with one user. Each call looks at
 * where the store stands and does the next thing, so it may be interrupted anywhere and called
 * again.
 */
final class StoreSetup {
  private static final Duration DEADLINE = Duration.ofSeconds(5);
  private static final int ALREADY_INITIALIZED = 23;

  private final String address;
  private final String user;
  private final String password;
  private String lastProblem = "not asked yet";

  StoreSetup(String address, String user, String password) {
    this.address = address;
    this.user = user;
    this.password = password;
  }

  /** Answers true when the store is primary and knows the user; otherwise does what is missing. */
  boolean advance() {
    try (MongoClient authenticated =
        client(
            MongoCredential.createScramSha256Credential(user, "admin", password.toCharArray()))) {
      return isPrimary(authenticated);
    } catch (MongoException | IllegalStateException e) {
      return note(e) && firstUse();
    }
  }

  String lastProblem() {
    return lastProblem;
  }

  // Without a user, mongod lets a client on loopback initiate the set and make the first user
  // ("localhost exception").
  private boolean firstUse() {
    try (MongoClient anonymous = client(null)) {
      if (!isPrimary(anonymous)) {
        initiate(anonymous);
        return false;
      }
      run(
          anonymous,
          new Document("createUser", user)
              .append("pwd", password)
              .append("roles", List.of("root"))
              .append("writeConcern", WriteConcern.MAJORITY.asDocument()));
    } catch (MongoException | IllegalStateException e) {
      note(e);
    }
    return false;
  }

  private void initiate(MongoClient client) {
    Document member = new Document("_id", 0).append("host", address);
    try {
      run(
          client,
          new Document(
              "replSetInitiate",
              new Document("_id", EmbeddedStore.SET).append("members", List.of(member))));
    } catch (MongoCommandException e) {
      if (e.getErrorCode() != ALREADY_INITIALIZED) {
        throw e;
      }
    }
  }

  private static boolean isPrimary(MongoClient client) {
    return run(client, new Document("hello", 1)).getBoolean("isWritablePrimary", false);
  }

  private static Document run(MongoClient client, Document command) {
    Document answer = Mono.from(client.getDatabase("admin").runCommand(command)).block(DEADLINE);
    if (answer == null) {
      throw new IllegalStateException("no answer");
    }
    return answer;
  }

  private boolean note(RuntimeException problem) {
    // The class says enough; a message of the driver could repeat a connection string.
    lastProblem = problem.getClass().getSimpleName();
    return true;
  }

  private MongoClient client(@Nullable MongoCredential credential) {
    MongoClientSettings.Builder settings =
        MongoClientSettings.builder()
            .applicationName("offshoot-store-setup")
            .applyToClusterSettings(
                cluster ->
                    cluster
                        .hosts(
                            List.of(
                                new ServerAddress(
                                    new ConnectionString("mongodb://" + address)
                                        .getHosts()
                                        .get(0))))
                        .mode(ClusterConnectionMode.SINGLE)
                        .serverSelectionTimeout(1, TimeUnit.SECONDS))
            .applyToSocketSettings(
                socket ->
                    socket.connectTimeout(1, TimeUnit.SECONDS).readTimeout(5, TimeUnit.SECONDS));
    if (credential != null) {
      settings.credential(credential);
    }
    return MongoClients.create(settings.build());
  }
}
