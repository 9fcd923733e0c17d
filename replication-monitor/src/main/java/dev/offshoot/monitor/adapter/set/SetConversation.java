package dev.offshoot.monitor.adapter.set;

import dev.offshoot.mongoadmin.app.MemberAdmin;
import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.BsonFields;
import dev.offshoot.mongoadmin.domain.HelloView;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.Purpose;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.mongoadmin.domain.ReplicaSetStatus;
import dev.offshoot.monitor.domain.MemberReading;
import dev.offshoot.monitor.domain.PrimaryReading;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.bson.BsonDocument;
import org.bson.BsonString;

/** Questions about, and changes to, the set's configuration, as the change user. */
final class SetConversation {

  private static final Duration LOOK = Duration.ofSeconds(5);

  /**
   * Checked on mongod 6.0.5: with a voter that is frozen a reconfig takes 12 s, because its quorum
   * check waits for heartbeatTimeoutSecs; with all of them well it takes 2 s.
   */
  private static final Duration RECONFIG = Duration.ofSeconds(20);

  private final Conversations conversations;
  private final Finder finder;
  private final QuietTimes quiet;
  private final Commitments commitments;

  SetConversation(Conversations conversations, Finder finder, QuietTimes quiet) {
    this.conversations = conversations;
    this.finder = finder;
    this.quiet = quiet;
    this.commitments = new Commitments(conversations);
  }

  Answer<PrimaryReading> readPrimary(List<MemberAddress> known) {
    Optional<MemberAddress> primary = finder.primary(known, this::hello);
    if (primary.isEmpty()) {
      return new Answer.Unreachable<>("no member that answers is a writable primary");
    }
    return conversations
        .ask(primary.get(), Purpose.CHANGE, admin -> reading(primary.get(), admin))
        .map(said -> said.with(commitments.judge(said.current(), said.status())));
  }

  private static Answer<PrimaryReading> reading(MemberAddress address, MemberAdmin admin) {
    return admin
        .configuration(LOOK)
        .flatMap(
            configuration ->
                admin
                    .status(LOOK)
                    .flatMap(
                        status ->
                            admin
                                .compatibilityVersion(LOOK)
                                .flatMap(
                                    fcv ->
                                        admin
                                            .defaultWriteConcern(LOOK)
                                            .map(
                                                concern ->
                                                    new PrimaryReading(
                                                        address,
                                                        configuration,
                                                        status,
                                                        fcv,
                                                        concern)))));
  }

  List<MemberReading> readMembers(List<MemberAddress> members) {
    return members.isEmpty() ? List.of() : Conversations.sideBySide(members, this::readMember);
  }

  private MemberReading readMember(MemberAddress member) {
    return new MemberReading(
        member,
        status(member),
        conversations.ask(member, Purpose.CHANGE, admin -> admin.activity(LOOK)),
        version(member));
  }

  private Answer<String> version(MemberAddress member) {
    return evenWithoutLogin(member, admin -> admin.buildInfo(LOOK))
        .map(info -> BsonFields.text(info, "version").orElse(""));
  }

  Answer<HelloView> hello(MemberAddress member) {
    return evenWithoutLogin(member, admin -> admin.hello(LOOK));
  }

  /**
   * Over the connection that is there anyway; as nobody where the user is not known: on arbiters,
   * and on a new member until the users are cloned.
   */
  private <T> Answer<T> evenWithoutLogin(
      MemberAddress member, Function<MemberAdmin, Answer<T>> question) {
    Answer<T> answer =
        quiet.unlessQuiet(member, () -> conversations.ask(member, Purpose.CHANGE, question));
    return answer instanceof Answer.NotAuthenticated<T>
        ? conversations.askAsNobody(member, question)
        : answer;
  }

  Answer<ReplicaSetStatus> status(MemberAddress member) {
    return quiet.unlessQuiet(
        member, () -> conversations.ask(member, Purpose.CHANGE, admin -> admin.status(LOOK)));
  }

  /** A reconfig that every voter holds is not waited for; its command ends by itself. */
  Answer<String> reconfigure(MemberAddress primary, ReplicaSetConfiguration next, String why) {
    if (!commitments.isToCome(primary, next)) {
      return send(primary, next, why);
    }
    FutureTask<Answer<String>> sent = new FutureTask<>(() -> send(primary, next, why));
    Thread.ofVirtual().name("reconfig of " + primary).start(sent);
    return commitments.await(sent, primary, next);
  }

  private Answer<String> send(MemberAddress primary, ReplicaSetConfiguration next, String why) {
    return conversations
        .ask(primary, Purpose.CHANGE, admin -> admin.reconfigure(next, RECONFIG, why))
        .map(reply -> "done");
  }

  void dropConnections(List<MemberAddress> on, MemberAddress removed) {
    if (!on.isEmpty()) {
      var ignored =
          Conversations.sideBySide(
              on,
              member ->
                  conversations.ask(
                      member,
                      Purpose.CHANGE,
                      admin -> admin.dropConnections(removed, Duration.ofSeconds(2))));
    }
  }

  Answer<String> appendNote(MemberAddress primary, String marker) {
    BsonDocument detail =
        new BsonDocument("msg", new BsonString("Offshoot: a mark to be found on a new member"));
    return conversations
        .ask(primary, Purpose.CHANGE, admin -> admin.appendNote(marker, detail, LOOK))
        .map(reply -> "written");
  }
}
