package dev.offshoot.state.app;

import dev.offshoot.contracts.LeftoversFound;
import java.util.List;

/** What is left at host providers, and what people want gone of it. */
public interface Leftovers {

  /** A service looked; what it saw earlier changes nothing. */
  void found(LeftoversFound found);

  /** The latest look of every service. */
  List<LeftoversFound> all();

  /**
   * Remembers how far the removal of what is left of a host is.
   *
   * @param heard grows with everything that is learnt of this removal, and with every next one
   */
  void removing(LeftoverRemoval removal, long heard);

  /** The latest removal of every host of which something was to be removed. */
  List<LeftoverRemoval> removals();
}
