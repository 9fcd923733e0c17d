package dev.offshoot.state.app;

import dev.offshoot.contracts.HostSeen;
import java.util.List;

/** Machines people offered. */
public interface Spares {

  /** One is offered. */
  void offered(SpareHost machine);

  /** Its agent was heard; what was seen earlier changes nothing. */
  void seen(HostSeen machine);

  /** All of them, oldest first, each as it was when last heard of. */
  List<SpareHost> all();
}
