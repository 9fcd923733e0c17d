package dev.offshoot.agent.app;

/** What lasts on a machine beyond the agent that leaves it, and that it leaves. */
public interface Departure {

  /**
   * Leaves behind what starts mongod with the machine; a running one is neither touched nor
   * started. Twice is once.
   *
   * @param address HOST:PORT of mongod
   */
  Kept keepMongod(String address);

  /**
   * Remembers durably, before it is said, that the machine is its owner's alone: from then on the
   * agent only waits to be heard.
   */
  void begin();

  /** Whether that is so. */
  boolean begun();

  /** What starts mongod from now on. */
  sealed interface Kept {
    /**
     * The machine does.
     *
     * @param by name of what does so
     */
    record Starts(String by) implements Kept {}

    /**
     * Nothing does.
     *
     * @param command what a person types
     */
    record ByHand(String command) implements Kept {}

    /** That could not be brought about. */
    record Failed(String problem) implements Kept {}
  }
}
