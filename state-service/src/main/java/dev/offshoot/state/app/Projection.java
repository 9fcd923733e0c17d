package dev.offshoot.state.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.Proof;
import dev.offshoot.contracts.Refusal;
import dev.offshoot.state.domain.Happening;
import dev.offshoot.state.domain.StepSpan;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an expansion's journal says, reduced to what its user sees; telemetry is laid over it when
 * it is looked at.
 *
 * @param happenings what its status depends on
 * @param measured times measured by the stages
 * @param plan the plan, unmodified; absent before there is one
 * @param members the new members
 * @param refusals every reason why there is no plan
 * @param proofs one per member, at the end
 * @param configurations every configuration Offshoot installed
 */
public record Projection(
    List<Happening> happenings,
    List<StepSpan> measured,
    @Nullable JsonNode plan,
    List<Member> members,
    List<Refusal> refusals,
    List<Proof> proofs,
    List<Configuration> configurations) {

  /** Copies the lists. */
  public Projection {
    happenings = List.copyOf(happenings);
    measured = List.copyOf(measured);
    members = List.copyOf(members);
    refusals = List.copyOf(refusals);
    proofs = List.copyOf(proofs);
    configurations = List.copyOf(configurations);
  }

  /**
   * A new member.
   *
   * @param id _id
   * @param address HOST:PORT
   * @param state PLANNED, ADDED, REMOVED, or the state it has in the set
   */
  public record Member(int id, String address, String state) {}

  /**
   * A configuration Offshoot installed.
   *
   * @param version its version
   * @param term its term
   * @param change what was changed
   * @param at when
   */
  public record Configuration(long version, long term, String change, Instant at) {}

  /** Of an expansion of which only the request is known. */
  public static Projection ofRequest(Happening requested) {
    return new Projection(
        List.of(requested), List.of(), null, List.of(), List.of(), List.of(), List.of());
  }
}
