package dev.offshoot.state.app;

import java.util.List;

/** Which hosts Offshoot holds. */
public interface HostRegister {

  /** Makes these the hosts that are held for the expansion. */
  void hold(String expansionId, List<HeldHost> hosts);

  /** All hosts, oldest first. */
  List<HeldHost> all();
}
