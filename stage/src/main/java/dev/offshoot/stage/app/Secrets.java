package dev.offshoot.stage.app;

import java.util.Optional;

/** Named secrets. A value is never logged, stored or put into an event. */
public interface Secrets {

  /** The value of this secret, looked up afresh, or nothing when no such secret exists. */
  Optional<String> find(String name);
}
