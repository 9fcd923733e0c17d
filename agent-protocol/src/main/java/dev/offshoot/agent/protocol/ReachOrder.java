package dev.offshoot.agent.protocol;

import java.util.List;

/**
 * Asks the agent of a member to test from its host whether new members are reached, before they are
 * added. It comes beside a goal and changes nothing on the host.
 *
 * @param id tells one order from another
 * @param setName set of the member
 * @param addresses HOST:PORT of the new members; never the agent's own
 * @param certificate whether members prove themselves to each other by certificate
 */
public record ReachOrder(String id, String setName, List<String> addresses, boolean certificate) {

  /** Copies the addresses; absent ones read as none. */
  public ReachOrder {
    addresses = addresses == null ? List.of() : List.copyOf(addresses);
  }
}
