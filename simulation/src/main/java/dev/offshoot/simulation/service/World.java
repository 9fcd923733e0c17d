package dev.offshoot.simulation.service;

import dev.offshoot.simulation.broker.SimulatedBroker;
import dev.offshoot.simulation.host.AgentWorkers;
import dev.offshoot.simulation.host.SimulatedHosts;
import dev.offshoot.simulation.set.SimulatedSet;
import dev.offshoot.simulation.store.SimulatedAgents;
import dev.offshoot.simulation.turn.Turns;

/**
 * What lies behind the ports of all services.
 *
 * @param turns who is next
 * @param broker the broker
 * @param set the replica set
 * @param hosts the provider's hosts
 * @param agentWorkers the agents on them
 * @param agents what installer-service knows of them
 * @param troubles how often calls fail, now
 */
public record World(
    Turns turns,
    SimulatedBroker broker,
    SimulatedSet set,
    SimulatedHosts hosts,
    AgentWorkers agentWorkers,
    SimulatedAgents agents,
    Troubles troubles) {}
