package dev.offshoot.simulation.service;

import dev.offshoot.simulation.broker.SimulatedBroker;
import dev.offshoot.simulation.host.AgentWorkers;
import dev.offshoot.simulation.host.SimulatedHosts;
import dev.offshoot.simulation.planted.Planted;
import dev.offshoot.simulation.property.Violations;
import dev.offshoot.simulation.set.SimulatedSet;
import dev.offshoot.simulation.store.SimulatedAgents;
import dev.offshoot.simulation.store.SimulatedExpansions;
import dev.offshoot.simulation.turn.Ports;
import dev.offshoot.simulation.turn.Turns;

/**
 * What lies behind the ports of all services.
 *
 * @param turns who is next
 * @param ports how calls are interrupted
 * @param broker the broker
 * @param set the replica set
 * @param hosts the provider's hosts
 * @param agentWorkers the agents on them
 * @param agents what installer-service knows of them
 * @param expansions what state-service knows of expansions
 * @param planted the defect of this run, if any
 * @param violations what does not hold
 */
public record World(
    Turns turns,
    Ports ports,
    SimulatedBroker broker,
    SimulatedSet set,
    SimulatedHosts hosts,
    AgentWorkers agentWorkers,
    SimulatedAgents agents,
    SimulatedExpansions expansions,
    Planted planted,
    Violations violations) {

  /** The same with a defect. */
  public World with(Planted defect) {
    return new World(
        turns, ports, broker, set, hosts, agentWorkers, agents, expansions, defect, violations);
  }
}
