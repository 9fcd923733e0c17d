package dev.offshoot.state.app;

import java.util.List;

/**
 * Which hosts Offshoot holds. A write that comes late, when more was learnt and written meanwhile,
 * changes nothing.
 */
public interface HostRegister {

  /**
   * Makes these the hosts that are held for the expansion.
   *
   * @param heard grows with everything that is learnt of the expansion
   */
  void hold(String expansionId, int heard, List<HeldHost> hosts);

  /**
   * Remembers how far the removal of a host is; nothing once it is gone.
   *
   * @param heard grows with everything that is learnt of this removal, and with every next one
   */
  void removing(String hostId, long heard, HostRemoval how);

  /** The host is gone for ever, whatever its expansion's journal says. */
  void gone(String hostId);

  /** All hosts that are not gone, oldest first. */
  List<HeldHost> all();
}
