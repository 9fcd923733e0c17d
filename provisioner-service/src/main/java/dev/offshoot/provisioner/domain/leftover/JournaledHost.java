package dev.offshoot.provisioner.domain.leftover;

/**
 * What the journals say of a host request.
 *
 * @param expansionId the expansion that made it, or the removal that gave it back
 * @param fate how far it is
 */
public record JournaledHost(String expansionId, Fate fate) {

  /** How far a host is, in the order in which that happens. */
  public enum Fate {
    /** It was asked for, and nobody gave it back. */
    HELD,
    /** It is being given back. */
    BEING_RELEASED,
    /** The provider said that nothing is left of it. */
    RELEASED
  }

  /** The one that is further: a removal has a journal of its own. */
  public JournaledHost orFurther(JournaledHost other) {
    return other.fate.compareTo(fate) > 0 ? other : this;
  }
}
