package dev.offshoot.simulation.service;

/** How many of a thousand calls fail: something for a while, nothing afterwards. */
public final class Troubles {

  private int store;
  private int broker;
  private int provider;
  private int reconfig;

  /** With these, until {@link #end}. */
  public Troubles(int store, int broker, int provider, int reconfig) {
    this.store = store;
    this.broker = broker;
    this.provider = provider;
    this.reconfig = reconfig;
  }

  /** From now on nothing fails by itself. */
  public void end() {
    store = 0;
    broker = 0;
    provider = 0;
    reconfig = 0;
  }

  /** Calls of stores. */
  public int store() {
    return store;
  }

  /** Publications. */
  public int broker() {
    return broker;
  }

  /** Calls of the provider of hosts. */
  public int provider() {
    return provider;
  }

  /** Answers to a reconfig. */
  public int reconfig() {
    return reconfig;
  }
}
