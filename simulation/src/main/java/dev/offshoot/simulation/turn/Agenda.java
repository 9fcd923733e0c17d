package dev.offshoot.simulation.turn;

import java.util.PriorityQueue;

/**
 * What happens by itself, in the order of its times; at the same time in the order it was added.
 */
final class Agenda {

  static final long NEVER = Long.MAX_VALUE;

  private final PriorityQueue<Happening> happenings = new PriorityQueue<>();
  private long added;

  private record Happening(long at, long number, Runnable what) implements Comparable<Happening> {
    @Override
    public int compareTo(Happening other) {
      int times = Long.compare(at, other.at);
      return times != 0 ? times : Long.compare(number, other.number);
    }
  }

  void add(long at, Runnable what) {
    happenings.add(new Happening(at, added++, what));
  }

  /** When the first happens. */
  long next() {
    Happening first = happenings.peek();
    return first == null ? NEVER : first.at;
  }

  /** Lets the first happen. */
  void happen() {
    happenings.remove().what.run();
  }
}
