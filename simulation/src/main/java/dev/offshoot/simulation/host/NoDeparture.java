package dev.offshoot.simulation.host;

import dev.offshoot.agent.app.Departure;

/** Nobody leaves a simulated host: machines that people bring are not simulated. */
final class NoDeparture implements Departure {

  @Override
  public Kept keepMongod(String address) {
    throw new UnsupportedOperationException("no simulated host is left by its agent");
  }

  @Override
  public void begin() {
    throw new UnsupportedOperationException("no simulated host is left by its agent");
  }

  @Override
  public boolean begun() {
    return false;
  }
}
