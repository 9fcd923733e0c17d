package dev.offshoot.mongoadmin.adapter;

import dev.offshoot.mongoadmin.app.Credential;
import dev.offshoot.mongoadmin.app.MemberAdmin;
import dev.offshoot.mongoadmin.app.MemberAdmins;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Conversations over the reactive driver; those with one member and user share their client. A
 * client costs a member one monitoring connection and at most the pool's size.
 */
public final class ReactiveMemberAdmins implements MemberAdmins, AutoCloseable {

  private record Key(MemberAddress address, Credential credential) {}

  private final ConcurrentMap<Key, SharedClient> clients = new ConcurrentHashMap<>();
  private final DriverSettings settings;
  private final ScheduledExecutorService closer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("offshoot-idle-clients").factory());

  /** With these settings; close it at the end of the service. */
  public ReactiveMemberAdmins(DriverSettings settings) {
    this.settings = settings;
  }

  @Override
  public MemberAdmin open(MemberAddress address, Credential credential) {
    SharedClient shared =
        clients.computeIfAbsent(
            new Key(address, credential),
            key -> new SharedClient(key.address(), key.credential(), settings, closer));
    return new DirectMemberAdmin(shared);
  }

  @Override
  public boolean speaksTls(MemberAddress address, Duration deadline) {
    return new TlsProbe(address).answersTls(deadline);
  }

  /** Closes every client, used or not. */
  @Override
  public void close() {
    closer.shutdownNow();
    clients.values().forEach(SharedClient::close);
    clients.clear();
  }
}
