package dev.offshoot.planner.domain.design;

import dev.offshoot.planner.domain.plan.PlanWriteConcern;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Every configuration on the way to the goal, and back from it: all members enter one by one, then
 * votes are given one by one, then visibility, priority and tags.
 *
 * @param start counts now
 * @param moves reconfigs in order
 */
public record Sequence(Topology start, List<Move> moves) {

  /** Copies the list. */
  public Sequence {
    moves = List.copyOf(moves);
  }

  /** The sequence that adds these members. */
  public static Sequence of(ReplicaSet set, List<NewMember> members) {
    Builder builder = new Builder(set);
    builder.append(Move.Kind.ADD, members, member -> true);
    builder.append(Move.Kind.VOTE, members, member -> member.votes() > 0);
    builder.append(Move.Kind.REVEAL, members, NewMember::changesAtTheEnd);
    return new Sequence(set.topology(), builder.moves);
  }

  /** Counts at the goal. */
  public Topology goal() {
    return moves.isEmpty() ? start : moves.getLast().after();
  }

  /** Reconfigs of one kind. */
  public List<Move> moves(Move.Kind kind) {
    return moves.stream().filter(move -> move.kind() == kind).toList();
  }

  /** The implicit write concern now, of every configuration on the way, and on the way back. */
  public List<PlanWriteConcern> writeConcerns() {
    List<PlanWriteConcern> all = new ArrayList<>();
    all.add(new PlanWriteConcern("now", start.implicitWriteConcern(), false));
    for (Move move : moves) {
      all.add(new PlanWriteConcern(move.label(), move.after().implicitWriteConcern(), false));
    }
    for (Move move : moves.reversed()) {
      all.add(new PlanWriteConcern(move.backLabel(), move.before().implicitWriteConcern(), true));
    }
    return all;
  }

  private static final class Builder {
    private final List<Move> moves = new ArrayList<>();
    private final List<Seat> seats;
    private long version;

    Builder(ReplicaSet set) {
      this.seats = new ArrayList<>(set.seats());
      this.version = set.observed().configVersion();
    }

    void append(Move.Kind kind, List<NewMember> members, Predicate<NewMember> concerned) {
      for (NewMember member : members) {
        if (concerned.test(member)) {
          Topology before = new Topology(seats);
          seats.removeIf(seat -> seat.memberId() == member.memberId());
          seats.add(seat(kind, member));
          version++;
          moves.add(new Move(kind, member, version, before, new Topology(seats)));
        }
      }
    }

    private static Seat seat(Move.Kind kind, NewMember member) {
      return switch (kind) {
        case ADD -> Seat.of(member, 0, 0);
        case VOTE -> Seat.of(member, member.votes(), 0);
        case REVEAL -> Seat.of(member, member.votes(), member.priority());
      };
    }
  }
}
