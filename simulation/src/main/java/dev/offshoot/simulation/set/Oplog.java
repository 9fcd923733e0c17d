package dev.offshoot.simulation.set;

/**
 * A member's operations as runs of one term each: which entries it has, so that a lost one is seen.
 * Immutable.
 */
final class Oplog {

  /** Nothing yet. */
  static final Oplog EMPTY = new Oplog(new long[0], new long[0]);

  private final long[] terms;
  private final long[] ends;

  private Oplog(long[] terms, long[] ends) {
    this.terms = terms;
    this.ends = ends;
  }

  static Oplog of(long term, long last) {
    return new Oplog(new long[] {term}, new long[] {last});
  }

  /** Position of the last entry; 0 for none. */
  long last() {
    return ends.length == 0 ? 0 : ends[ends.length - 1];
  }

  /** Its term. */
  long lastTerm() {
    return terms.length == 0 ? -1 : terms[terms.length - 1];
  }

  /** With one more entry. */
  Oplog appended(long term) {
    if (lastTerm() == term) {
      long[] longer = ends.clone();
      longer[longer.length - 1]++;
      return new Oplog(terms, longer);
    }
    long[] moreTerms = java.util.Arrays.copyOf(terms, terms.length + 1);
    long[] moreEnds = java.util.Arrays.copyOf(ends, ends.length + 1);
    moreTerms[terms.length] = term;
    moreEnds[ends.length] = last() + 1;
    return new Oplog(moreTerms, moreEnds);
  }

  /** Position up to which both have the same entries. */
  long common(Oplog other) {
    if (this == other) {
      return last();
    }
    long same = 0;
    for (int i = 0; i < Math.min(terms.length, other.terms.length); i++) {
      if (terms[i] != other.terms[i]) {
        return same;
      }
      same = Math.min(ends[i], other.ends[i]);
      if (ends[i] != other.ends[i]) {
        return same;
      }
    }
    return same;
  }

  /** Whether it has the entry of this term at this position. */
  boolean contains(long term, long position) {
    long begin = 0;
    for (int i = 0; i < terms.length; i++) {
      if (position <= ends[i]) {
        return position > begin && terms[i] == term;
      }
      begin = ends[i];
    }
    return false;
  }

  /** Who is further: the later term of the last entry, then the position. */
  boolean isBehind(Oplog other) {
    return lastTerm() != other.lastTerm() ? lastTerm() < other.lastTerm() : last() < other.last();
  }
}
