package dev.offshoot.state.app;

import java.util.List;

/** Which hosts Offshoot holds. */
public interface HostRegister {

  /** Makes these the hosts that are held for the expansion. */
  void hold(String expansionId, List<HeldHost> hosts);

  /** Remembers how far the removal of a host is; nothing once it is gone. */
  void removing(String hostId, HostRemoval how);

  /** The host is gone for ever, whatever its expansion's journal says. */
  void gone(String hostId);

  /** All hosts that are not gone, oldest first. */
  List<HeldHost> all();
}
