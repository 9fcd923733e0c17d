package dev.offshoot.testbed;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCredential;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.bson.Document;

/** Admin commands to one member by a direct connection, each with a deadline. */
public final class DirectAdmin implements AutoCloseable {
  private final MongoClient client;

  private DirectAdmin(MongoClient client) {
    this.client = client;
  }

  /** As any user of the admin database, or as nobody. */
  public static DirectAdmin to(String address, Optional<User> user) {
    return open(
        address,
        user.map(
            known ->
                MongoCredential.createCredential(
                    known.name(), "admin", known.password().toCharArray())),
        SetTls.at(address).map(SetTls::application));
  }

  /**
   * As the server's own user, with the keyfile's content as password: works before any user exists,
   * also at a member that has not yet copied the users.
   */
  public static DirectAdmin asMember(String address, String key) {
    Optional<SetTls> tls = SetTls.at(address).filter(SetTls::x509);
    return tls.isPresent()
        ? open(
            address,
            Optional.of(MongoCredential.createMongoX509Credential()),
            tls.map(SetTls::member))
        : open(
            address,
            Optional.of(
                MongoCredential.createScramSha256Credential(
                    "__system", "local", key.toCharArray())),
            SetTls.at(address).map(SetTls::application));
  }

  /** Runs a command on the admin database. */
  public Document run(Document command) {
    return client.getDatabase("admin").runCommand(command);
  }

  /** Runs a command without arguments on the admin database. */
  public Document run(String command) {
    return run(new Document(command, 1));
  }

  public MongoClient client() {
    return client;
  }

  @Override
  public void close() {
    client.close();
  }

  private static DirectAdmin open(
      String address, Optional<MongoCredential> credential, Optional<SSLContext> tls) {
    MongoClientSettings.Builder settings =
        MongoClientSettings.builder()
            .applyConnectionString(
                new ConnectionString("mongodb://" + address + "/?directConnection=true"))
            .applicationName("offshoot-testbed")
            .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(5, TimeUnit.SECONDS))
            .applyToSocketSettings(
                socket ->
                    socket.connectTimeout(5, TimeUnit.SECONDS).readTimeout(90, TimeUnit.SECONDS));
    credential.ifPresent(settings::credential);
    tls.ifPresent(
        context -> settings.applyToSslSettings(ssl -> ssl.enabled(true).context(context)));
    return new DirectAdmin(MongoClients.create(settings.build()));
  }
}
