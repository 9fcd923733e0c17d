package dev.offshoot.installer.app;

import dev.offshoot.agent.protocol.HostProfile;
import dev.offshoot.contracts.HostOffered;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Machines that people offered; each has a record among the agents, under the machine's id. */
public interface Machines {

  /** Lets the machine's agent enrol. Twice is once. */
  void offered(HostOffered machine);

  /** Remembers that this agent was heard, a machine's or another. */
  void heard(String id, Instant now);

  /** Those whose agent enrolled, told what the machine is, and was not revoked. */
  List<Joined> joined();

  /**
   * A machine that joined.
   *
   * @param id its id
   * @param address HOST:PORT a member on it will have
   * @param site where it stands
   * @param profile what its agent told
   * @param heardAt when its agent was heard last
   */
  record Joined(
      String id, String address, @Nullable String site, HostProfile profile, Instant heardAt) {}
}
