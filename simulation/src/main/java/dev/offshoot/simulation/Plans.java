package dev.offshoot.simulation;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.Plan;
import dev.offshoot.contracts.PlanCreated;
import dev.offshoot.contracts.PlannedMember;
import dev.offshoot.simulation.broker.SimulatedBroker;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The plan of the run's expansion, as it was published first. */
public final class Plans {

  private @Nullable PlanCreated created;
  private List<PlannedMember> members = List.of();

  /** Hears of it on this broker. */
  public Plans(SimulatedBroker broker) {
    broker.onPublish(this::published);
  }

  private void published(EventEnvelope event) {
    if (created == null && event.type() == EventType.PLAN_CREATED) {
      PlanCreated first = ContractJson.read(event.data(), PlanCreated.class);
      if (!first.approval().equals("plan-only")) {
        created = first;
        members = ContractJson.read(first.plan(), Plan.class).toAdd();
      }
    }
  }

  /** The event, once there is one. */
  public Optional<PlanCreated> created() {
    return Optional.ofNullable(created);
  }

  /** The members to add; none before there is a plan. */
  public List<PlannedMember> members() {
    return members;
  }
}
