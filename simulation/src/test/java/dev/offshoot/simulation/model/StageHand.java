package dev.offshoot.simulation.model;

import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.monitor.app.ReplicaSet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What happens on a stage beside what Offshoot asks for. A stage has a set of three voters, {@code
 * _id} 0 to 2, each of priority 1.
 */
interface StageHand {

  /** What Offshoot talks to. */
  ReplicaSet port();

  /** The three voters. */
  List<MemberAddress> voters();

  /** An address where nobody listens. */
  MemberAddress nobody();

  /**
   * An empty mongod that waits to be added. When it synchronizes, it waits before it copies
   * anything, and again before it is through.
   */
  MemberAddress waitingMongod();

  /** Lets it copy. */
  void letCopy(MemberAddress waiting);

  /** Lets it come to an end. */
  void letFinish(MemberAddress waiting);

  /** Who it copies from, once it knows. */
  Optional<MemberAddress> sourceOf(MemberAddress synchronizing);

  /** How often its synchronization failed and began again. */
  int failedAttempts(MemberAddress synchronizing);

  /** The primary of another set of the same name and with the same key. */
  MemberAddress memberOfAnotherSet();

  /** Ends its process at once. */
  void kill(MemberAddress member);

  /** Starts its process again. */
  void start(MemberAddress member);

  /** From now on it answers, but stores nothing: fsyncLock. */
  void lock(MemberAddress member);

  /** It stores again. */
  void unlock(MemberAddress member);

  /** The primary steps down for a minute, whoever is behind. */
  void stepDown();

  /** Changes the feature compatibility version. */
  void changeCompatibilityVersion(String version);

  /** Begins to ask something that may take long; the answer is waited for by getting it. */
  <T> Supplier<T> begin(Supplier<T> question);

  /** Lets time pass until this holds; whether it did in time. */
  boolean passes(Duration atMost, BooleanSupplier condition);
}
