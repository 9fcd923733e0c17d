package dev.offshoot.mongoadmin.adapter;

import dev.offshoot.mongoadmin.domain.MemberAddress;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One member and user: the client is made when first used and closed when unused for a while. */
final class SharedClient {

  private final MemberEnd end;
  private final DriverSettings settings;
  private final ScheduledExecutorService closer;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable MemberClient client;
  private @Nullable ScheduledFuture<?> closing;
  private int users;

  SharedClient(MemberEnd end, DriverSettings settings, ScheduledExecutorService closer) {
    this.end = end;
    this.settings = settings;
    this.closer = closer;
  }

  MemberAddress address() {
    return end.address();
  }

  DriverSettings settings() {
    return settings;
  }

  void enter() {
    lock.lock();
    try {
      users++;
      if (closing != null) {
        closing.cancel(false);
        closing = null;
      }
    } finally {
      lock.unlock();
    }
  }

  /** A client to use now; {@link MemberClient#end} must follow. */
  MemberClient begin() {
    lock.lock();
    try {
      MemberClient current = client;
      if (current == null || !current.begin()) {
        current = new MemberClient(end, settings);
        current.begin();
        client = current;
      }
      return current;
    } finally {
      lock.unlock();
    }
  }

  /** Gives up a client whose connections may still be busy, or whose login failed. */
  void discard(MemberClient broken) {
    lock.lock();
    try {
      if (client == broken) {
        client = null;
      }
    } finally {
      lock.unlock();
    }
    broken.retire();
  }

  void leave() {
    lock.lock();
    try {
      users--;
      Duration idle = settings.idle();
      if (users > 0 || client == null) {
        return;
      }
      if (idle.isZero() || closer.isShutdown()) {
        closeIfUnused();
      } else {
        closing = closer.schedule(this::closeIfUnused, idle.toMillis(), TimeUnit.MILLISECONDS);
      }
    } finally {
      lock.unlock();
    }
  }

  private void closeIfUnused() {
    lock.lock();
    try {
      if (users == 0) {
        close();
      }
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      MemberClient current = client;
      client = null;
      if (current != null) {
        current.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
