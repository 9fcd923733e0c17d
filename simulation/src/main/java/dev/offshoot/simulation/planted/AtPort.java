package dev.offshoot.simulation.planted;

import org.jspecify.annotations.Nullable;

/** A defect at one port of one kind of process, or of all when none is named. */
record AtPort(@Nullable String process, Class<?> at, Planted.Defective defective)
    implements Planted {

  static Planted of(String process, Class<?> at, Planted.Defective defective) {
    return new AtPort(process, at, defective);
  }

  static Planted everywhere(Class<?> at, Planted.Defective defective) {
    return new AtPort(null, at, defective);
  }

  @Override
  public <T> T port(String caller, Class<T> port, T real) {
    return port == at && (process == null || process.equals(caller))
        ? Planted.wrap(caller, port, real, defective)
        : real;
  }
}
