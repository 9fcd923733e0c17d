package dev.offshoot.simulation.model;

import static java.util.Objects.requireNonNull;

import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.Commitment;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.MemberState;
import dev.offshoot.mongoadmin.domain.Namespace;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.monitor.domain.MemberReading;
import dev.offshoot.monitor.domain.PrimaryReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.bson.BsonTimestamp;

/** One situation on one stage: what was asked, what was answered, and how the set looked. */
final class Act {

  private static final Namespace USERS = new Namespace("admin", "system.users");
  private static final Duration A_WHILE = Duration.ofSeconds(3);
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final StageHand hand;
  private final PrimaryReading beginning;
  private final List<String> seen = new ArrayList<>();
  private boolean committed = true;

  private Act(StageHand hand) {
    this.hand = hand;
    awaitPicture("a set in order", Act::isInOrder);
    this.beginning = reading().orElseThrow();
  }

  /** What was seen, in order. */
  static List<String> play(Situation situation, StageHand hand) {
    Act act = new Act(hand);
    situation.script().play(act, hand);
    return List.copyOf(act.seen);
  }

  private static boolean isInOrder(PrimaryReading reading) {
    return isCommitted(reading)
        && reading.configuration().members().size() == 3
        && reading.status().rows().stream().allMatch(row -> row.state().isInService());
  }

  private static boolean isCommitted(PrimaryReading reading) {
    return reading.current().commitment() == Commitment.COMMITTED;
  }

  private Optional<PrimaryReading> reading() {
    return hand.port().readPrimary(hand.voters()).answer();
  }

  /** The primary now. */
  MemberAddress primary() {
    return reading().orElseThrow().address();
  }

  /** The two that are not primary now. */
  List<MemberAddress> secondaries() {
    MemberAddress primary = primary();
    return hand.voters().stream().filter(voter -> !voter.equals(primary)).toList();
  }

  /** Asks the primary for a change of what it has, and notes its answer. */
  void ask(Change change) {
    begin(change).run();
  }

  /** The same; the answer is noted when this is run. */
  Runnable begin(Change change) {
    PrimaryReading now = reading().orElseThrow();
    return begin(now.address(), change.what(), change.applyTo(now.configuration()));
  }

  /** Asks somebody who is not primary. */
  void askSecondary(Change change) {
    begin(
            secondaries().getFirst(),
            "of a secondary: " + change.what(),
            change.applyTo(reading().orElseThrow().configuration()))
        .run();
  }

  private Runnable begin(MemberAddress whom, String what, ReplicaSetConfiguration next) {
    Supplier<Answer<String>> answer =
        hand.begin(() -> hand.port().reconfigure(whom, next, "a situation"));
    return () -> note(what + ": " + kind(answer.get()));
  }

  /** Notes something. */
  void note(String what) {
    seen.add(what);
  }

  /** Notes how a member answers when it is asked directly. */
  void noteAnswersOf(MemberAddress member) {
    MemberReading said = hand.port().readMembers(List.of(member)).getFirst();
    note(
        "asked itself: status %s, activity %s, version %s, hello %s, catalogue %s, size %s, mark %s"
            .formatted(
                kind(said.status()),
                kind(said.activity()),
                kind(said.version()),
                hello(member),
                kind(hand.port().catalogues(primary(), member).added()),
                kind(hand.port().size(member, USERS)),
                kind(hand.port().findNote(member, "none", new BsonTimestamp(1, 0)))));
  }

  private String hello(MemberAddress member) {
    return hand.port()
        .hello(member)
        .answer()
        .map(hello -> hello.isGhost() ? "a ghost" : hello.isSecondary() ? "secondary" : "a member")
        .orElse("none");
  }

  /** Until it says of itself that it is in no set. */
  void awaitGhost(MemberAddress member) {
    await(member + " to be in no set", () -> hello(member).equals("a ghost"));
  }

  static String kind(Answer<?> answer) {
    String kind = answer.getClass().getSimpleName();
    return answer instanceof Answer.Refused<?> refused
        ? kind + " " + refused.code() + " " + refused.codeName()
        : kind;
  }

  /** Notes how the set looks now. */
  void look() {
    Optional<PrimaryReading> now = committed ? Optional.of(committedReading()) : reading();
    note(now.map(it -> Picture.of(beginning, it).toString()).orElse("no primary"));
  }

  /** One look may say no: a voter that is a write behind the commit point does not count. */
  private PrimaryReading committedReading() {
    AtomicReference<PrimaryReading> found = new AtomicReference<>();
    await(
        "a committed configuration to look at",
        () -> {
          reading().filter(Act::isCommitted).ifPresent(found::set);
          return found.get() != null;
        });
    return requireNonNull(found.get());
  }

  void awaitCommitted() {
    committed = true;
    awaitPicture("a committed configuration", Act::isCommitted);
  }

  void awaitNotCommitted() {
    committed = false;
    awaitPicture("a configuration that is not committed", now -> !isCommitted(now));
  }

  /** Until the primary sees this member so. */
  void awaitState(int id, MemberState state) {
    await(id + " to be " + state, () -> isSeen(id, state));
  }

  /** Until the primary counts so many votes as a majority. */
  void awaitMajority(int votes) {
    awaitPicture("a majority of " + votes, now -> now.status().majorityVotes() == votes);
  }

  /** Until there is one that takes writes and has committed something. */
  void awaitPrimary() {
    committed = true;
    awaitPicture("a primary", Act::isCommitted);
  }

  private void awaitPicture(String what, Predicate<PrimaryReading> condition) {
    await(what, () -> reading().filter(condition).isPresent());
  }

  /** Until this holds. */
  void await(String what, Supplier<Boolean> condition) {
    if (!hand.passes(DEADLINE, condition::get)) {
      throw new AssertionError(
          "waited in vain for %s; seen so far: %s; now: %s"
              .formatted(what, seen, reading().map(PrimaryReading::toString).orElse("nobody")));
    }
  }

  /** Notes whether this happens within a while. */
  void noteWhether(String what, Supplier<Boolean> happens) {
    note(what + ": " + hand.passes(A_WHILE, happens::get));
  }

  /** Whether the primary sees this member so now. */
  boolean isSeen(int id, MemberState state) {
    return reading()
        .flatMap(now -> now.status().row(id))
        .filter(row -> row.state() == state)
        .isPresent();
  }
}
