package dev.offshoot.installer.app;

import dev.offshoot.contracts.Cause;
import dev.offshoot.installer.domain.HostWork;

/** What one look at one host brought. */
sealed interface HostLook {

  /** It is in another phase. */
  record Moved(HostWork host) implements HostLook {}

  /** It takes time. */
  record Awaited(HostWork host) implements HostLook {}

  /** It cannot be reached; on the way back a person must look, and it goes on. */
  record Failed(HostWork host, Cause cause) implements HostLook {}

  /** Nothing is left to do on it. */
  record Ready() implements HostLook {}
}
