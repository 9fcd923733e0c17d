package dev.offshoot.mongoadmin.adapter;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCredential;
import com.mongodb.ServerAddress;
import com.mongodb.connection.ClusterConnectionMode;
import com.mongodb.connection.ServerDescription;
import com.mongodb.connection.ServerMonitoringMode;
import com.mongodb.event.ServerDescriptionChangedEvent;
import com.mongodb.event.ServerListener;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import dev.offshoot.mongoadmin.app.Credential;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.bson.codecs.configuration.CodecRegistries;

/** A driver client with exactly one member: direct, polling monitor, small pool. */
final class MemberClient implements AutoCloseable, ServerListener {

  private static final Duration SOCKET_READ_BACKSTOP = Duration.ofMinutes(5);

  private final CompletableFuture<ServerDescription> first = new CompletableFuture<>();
  private final MongoClient client;
  private int inUse;
  private boolean retired;
  private boolean closed;

  MemberClient(MemberEnd end, DriverSettings settings) {
    this.client = MongoClients.create(clientSettings(end, settings, this));
  }

  private static MongoClientSettings clientSettings(
      MemberEnd end, DriverSettings settings, ServerListener heard) {
    long selection = settings.selection().toMillis();
    MongoClientSettings.Builder builder =
        MongoClientSettings.builder()
            .applicationName("offshoot/" + settings.service())
            // runCommand is never retried by the driver; this says so for everything else.
            .retryReads(false)
            .retryWrites(false)
            .codecRegistry(
                CodecRegistries.fromRegistries(
                    CodecRegistries.fromCodecs(new RawReply.FromBytes()),
                    MongoClientSettings.getDefaultCodecRegistry()))
            .applyToClusterSettings(
                cluster ->
                    cluster
                        .mode(ClusterConnectionMode.SINGLE)
                        .hosts(
                            List.of(new ServerAddress(end.address().host(), end.address().port())))
                        .serverSelectionTimeout(selection, TimeUnit.MILLISECONDS))
            .applyToConnectionPoolSettings(
                pool ->
                    pool.maxSize(settings.poolSize())
                        .minSize(0)
                        .maxWaitTime(selection, TimeUnit.MILLISECONDS)
                        .maxConnectionIdleTime(30, TimeUnit.SECONDS))
            .applyToServerSettings(
                server ->
                    server.serverMonitoringMode(ServerMonitoringMode.POLL).addServerListener(heard))
            .applyToSocketSettings(
                socket ->
                    socket
                        .connectTimeout(selection, TimeUnit.MILLISECONDS)
                        .readTimeout(SOCKET_READ_BACKSTOP.toMillis(), TimeUnit.MILLISECONDS));
    SSLContext tls = end.tls();
    if (tls != null) {
      builder.applyToSslSettings(ssl -> ssl.enabled(true).context(tls));
    }
    if (end.credential().logsIn()) {
      builder.credential(login(end.credential()));
    }
    return builder.build();
  }

  private static MongoCredential login(Credential credential) {
    return credential.isX509()
        ? MongoCredential.createMongoX509Credential()
        : MongoCredential.createCredential(
            credential.user(), credential.database(), credential.password().toCharArray());
  }

  /**
   * What the first heartbeat found; a member that refuses the connection is known at once instead
   * of after the whole selection timeout.
   */
  ServerDescription firstHeartbeat(Duration deadline)
      throws TimeoutException, InterruptedException {
    try {
      return first.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  MongoClient driver() {
    return client;
  }

  /** Counts a user in; false when the client was given up meanwhile. */
  synchronized boolean begin() {
    if (retired) {
      return false;
    }
    inUse++;
    return true;
  }

  synchronized void end() {
    inUse--;
    closeWhenDone();
  }

  /** Gives it up; it closes when nobody waits for it any more. */
  synchronized void retire() {
    retired = true;
    closeWhenDone();
  }

  private void closeWhenDone() {
    if (retired && inUse <= 0) {
      closeOnce();
    }
  }

  /**
   * Nobody waits for it: the driver ends its sessions on the server first, and a member that is
   * frozen keeps it waiting for as long as a reply may take.
   */
  private void closeOnce() {
    if (!closed) {
      closed = true;
      Thread.ofVirtual().name("closing a client").start(client::close);
    }
  }

  @Override
  public void serverDescriptionChanged(ServerDescriptionChangedEvent event) {
    ServerDescription now = event.getNewDescription();
    if (now.isOk() || now.getException() != null) {
      first.complete(now);
    }
  }

  @Override
  public synchronized void close() {
    retired = true;
    closeOnce();
  }
}
