package dev.offshoot.state.app;

/** Where ids come from that nothing determines. */
public interface Ids {

  /** A random UUID. */
  String next();
}
