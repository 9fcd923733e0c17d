package dev.offshoot.mongoadmin.adapter;

import dev.offshoot.mongoadmin.app.Credential;
import dev.offshoot.mongoadmin.app.MemberAdmin;
import dev.offshoot.mongoadmin.app.MemberAdmins;
import dev.offshoot.mongoadmin.app.ShownCertificate;
import dev.offshoot.mongoadmin.app.Transport;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Conversations over the reactive driver; those with one member and user over one transport share
 * their client. A client costs a member one monitoring connection and at most the pool's size. In
 * clear unless taken {@link #over} TLS.
 */
public final class ReactiveMemberAdmins implements MemberAdmins, AutoCloseable {

  private record Key(MemberAddress address, Credential credential, Transport transport) {}

  private final ConcurrentMap<Key, SharedClient> clients = new ConcurrentHashMap<>();
  private final ConcurrentMap<Transport, SSLContext> contexts = new ConcurrentHashMap<>();
  private final DriverSettings settings;
  private final MemberAdmins clear = new Over(Transport.clear());
  private final ScheduledExecutorService closer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("offshoot-idle-clients").factory());

  /** With these settings; close it at the end of the service. */
  public ReactiveMemberAdmins(DriverSettings settings) {
    this.settings = settings;
  }

  private final class Over implements MemberAdmins {

    private final Transport transport;

    Over(Transport transport) {
      this.transport = transport;
    }

    @Override
    public Transport transport() {
      return transport;
    }

    @Override
    public MemberAdmin open(MemberAddress address, Credential credential) {
      SharedClient shared =
          clients.computeIfAbsent(
              new Key(address, credential, transport),
              key ->
                  new SharedClient(
                      new MemberEnd(key.address(), key.credential(), context()), settings, closer));
      return new DirectMemberAdmin(shared);
    }

    private @Nullable SSLContext context() {
      return transport.tls() ? contexts.computeIfAbsent(transport, TlsContexts::of) : null;
    }

    @Override
    public MemberAdmins over(Transport other) {
      return new Over(other);
    }

    @Override
    public Optional<ShownCertificate> certificate(MemberAddress address, Duration deadline) {
      SSLContext context = context();
      return context == null
          ? Optional.empty()
          : new CertificateProbe(address, context).look(deadline);
    }

    @Override
    public boolean speaksTls(MemberAddress address, Duration deadline) {
      return new TlsProbe(address).answersTls(deadline);
    }
  }

  @Override
  public MemberAdmin open(MemberAddress address, Credential credential) {
    return clear.open(address, credential);
  }

  @Override
  public Transport transport() {
    return clear.transport();
  }

  @Override
  public MemberAdmins over(Transport transport) {
    return clear.over(transport);
  }

  @Override
  public Optional<ShownCertificate> certificate(MemberAddress address, Duration deadline) {
    return clear.certificate(address, deadline);
  }

  @Override
  public boolean speaksTls(MemberAddress address, Duration deadline) {
    return clear.speaksTls(address, deadline);
  }

  /** Closes every client, used or not. */
  @Override
  public void close() {
    closer.shutdownNow();
    clients.values().forEach(SharedClient::close);
    clients.clear();
  }
}
