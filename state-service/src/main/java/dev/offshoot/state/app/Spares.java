package dev.offshoot.state.app;

import dev.offshoot.contracts.HostSeen;
import java.util.List;

/** Machines people offered. */
public interface Spares {

  /** One is offered. */
  void offered(SpareHost machine);

  /** Its agent was heard; what was seen earlier changes nothing. */
  void seen(HostSeen machine);

  /**
   * Remembers how far the detachment of one is.
   *
   * @param heard grows with everything that is learnt of it, and with every next one
   */
  void leaving(String machine, long heard, HostRemoval how);

  /** It is its owner's alone, whatever is heard of it later. */
  void gone(String machine);

  /** All of them that are not gone, oldest first, each as it was when last heard of. */
  List<SpareHost> all();
}
