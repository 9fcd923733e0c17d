package dev.offshoot.simulation.planted;

import dev.offshoot.contracts.EventType;
import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.CurrentConfiguration;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.mongoadmin.domain.RangeDigest;
import dev.offshoot.mongoadmin.domain.RangeReading;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.monitor.app.EvidenceStore;
import dev.offshoot.monitor.app.ReplicaSet;
import dev.offshoot.monitor.domain.PrimaryReading;
import dev.offshoot.simulation.service.World;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** Defects of what is sent to the replica set, and of what is read from it. */
final class SetDefects {

  private static final String MONITOR = "replication-monitor";
  private static final long BYTES = 1L << 20;

  private SetDefects() {}

  /** What a defect does to the configuration that is sent. */
  @FunctionalInterface
  private interface Sent {
    @Nullable Object send(Planted.Call call, ReplicaSetConfiguration next) throws Throwable;
  }

  private static Planted atReconfig(Sent sent) {
    return AtPort.of(
        MONITOR,
        ReplicaSet.class,
        call ->
            call.name().equals("reconfigure")
                ? sent.send(call, call.argument(1, ReplicaSetConfiguration.class))
                : call.goOn());
  }

  private static @Nullable Object send(Planted.Call call, ReplicaSetConfiguration next)
      throws Throwable {
    return call.goOn(call.argument(0, MemberAddress.class), next, call.argument(2, String.class));
  }

  private static ReplicaSetConfiguration edited(
      ReplicaSetConfiguration configuration, Consumer<BsonDocument> edit) {
    BsonDocument document = configuration.document();
    edit.accept(document);
    return ReplicaSetConfiguration.of(document);
  }

  private static void eachMember(BsonDocument document, Consumer<BsonDocument> edit) {
    for (BsonValue value : document.getArray("members")) {
      edit.accept(value.asDocument());
    }
  }

  /** The version after the one that is there now. */
  private static ReplicaSetConfiguration ontoCurrent(World world, ReplicaSetConfiguration next) {
    return edited(next, d -> d.put("version", new BsonInt64(world.set().newest().version() + 1)));
  }

  static Planted blindResend(World world) {
    return atReconfig(
        (call, next) -> {
          Object said = call.goOn();
          // As if the answer of every other one were lost, and it were sent again after a while.
          if (said instanceof Answer.Answered<?> && world.turns().random().nextBoolean()) {
            world
                .turns()
                .after(
                    Duration.ofSeconds(20),
                    () -> {
                      try {
                        var unused = send(call, ontoCurrent(world, next));
                      } catch (Throwable nobodyHears) {
                        world.turns().say("resent in vain");
                      }
                    });
          }
          return said;
        });
  }

  static Planted versionNotCompared(World world) {
    return atReconfig((call, next) -> send(call, ontoCurrent(world, next)));
  }

  static Planted noFence(World world) {
    return AtPort.of(
        MONITOR,
        ReplicaSet.class,
        call -> {
          if (call.name().equals("readPrimary")
              && call.goOn() instanceof Answer.Answered<?>(PrimaryReading reading)
              && !world.broker().published(EventType.EXPANSION_ABORTED).isEmpty()) {
            ReplicaSetConfiguration raised =
                edited(
                    reading.configuration(),
                    d -> d.put("version", new BsonInt64(reading.configuration().version() + 50)));
            boolean absent =
                reading.configuration().members().stream().noneMatch(MemberEntry::hidden);
            if (absent) {
              return new Answer.Answered<>(
                  new PrimaryReading(
                      reading.address(),
                      new CurrentConfiguration(raised, reading.current().commitment()),
                      reading.status(),
                      reading.fcv(),
                      reading.writeConcern()));
            }
          }
          return call.goOn();
        });
  }

  /** As if nothing were ever read: the same digest for every range on both members. */
  private static List<ReplicaSet.BothSides<RangeReading<RangeDigest>>> allEqual(Planted.Call call) {
    Answer<RangeReading<RangeDigest>> same =
        new Answer.Answered<>(
            new RangeReading.Read<>(new RangeDigest("aa".repeat(32), 1_000, BYTES)));
    return Collections.nCopies(
        call.argument(2, List.class).size(), new ReplicaSet.BothSides<>(same, same));
  }

  static Planted voteBeforeProof(World world) {
    return AtPort.of(
        MONITOR,
        ReplicaSet.class,
        call -> call.name().equals("digests") ? allEqual(call) : call.goOn());
  }

  static Planted differencePassedOver(World world) {
    return AtPort.of(
        MONITOR,
        ReplicaSet.class,
        call -> {
          Object said = call.goOn();
          return call.name().equals("digests")
                  && said instanceof List<?> all
                  && all.stream().allMatch(SetDefects::isAnswered)
              ? allEqual(call)
              : said;
        });
  }

  private static boolean isAnswered(Object both) {
    return both instanceof ReplicaSet.BothSides<?>(Answer<?> reference, Answer<?> added)
        && reference.answer().isPresent()
        && added.answer().isPresent();
  }

  static Planted unknownFieldsDropped(World world) {
    return atReconfig(
        (call, next) ->
            send(
                call,
                edited(next, d -> eachMember(d, member -> member.remove("fieldOfTheFuture")))));
  }

  private static Planted atEntry(String why, Consumer<BsonDocument> edit) {
    return atReconfig(
        (call, next) -> {
          if (!call.argument(2, String.class).contains(why)) {
            return call.goOn();
          }
          return send(
              call, edited(next, d -> edit.accept(d.getArray("members").getLast().asDocument())));
        });
  }

  static Planted entersWithVote(World world) {
    return atEntry(": add ", entry -> entry.put("votes", new BsonInt32(1)));
  }

  static Planted entersWithTags(World world) {
    return atEntry(
        ": add ", entry -> entry.put("tags", new BsonDocument("dc", new BsonString("west"))));
  }

  static Planted priorityAboveAll(World world) {
    return atEntry(
        ": give ",
        entry -> {
          boolean votes = new MemberEntry(entry).votes() > 0;
          if (votes && !new MemberEntry(entry).hidden()) {
            entry.put("priority", new BsonInt32(10));
          }
        });
  }

  static Planted voterOutAtOnce(World world) {
    return atReconfig(
        (call, next) -> {
          String why = call.argument(2, String.class);
          int id = next.members().getLast().id();
          if (why.contains("undo: take vote") && why.contains("_id " + id)) {
            return send(call, edited(next, d -> d.getArray("members").removeLast()));
          }
          return call.goOn();
        });
  }

  static Planted deadlineMissing(World world) {
    return atReconfig(
        (call, next) -> {
          Object said = call.goOn();
          // As if the configuration were not committed for long.
          if (world.turns().running() != null && world.turns().random().nextInt(4) == 0) {
            world.turns().sleep(Duration.ofMinutes(30));
          }
          return said;
        });
  }

  static Planted configurationsNotKept(World world) {
    return AtPort.of(
        MONITOR,
        EvidenceStore.class,
        call -> call.name().equals("keep") && call.takes(String.class) ? null : call.goOn());
  }
}
