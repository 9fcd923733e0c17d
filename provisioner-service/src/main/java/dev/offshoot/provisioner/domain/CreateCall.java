package dev.offshoot.provisioner.domain;

import org.jspecify.annotations.Nullable;

/** What the journal knows of a host's create call when the host is given back. */
public sealed interface CreateCall {

  /** Its outcome is known: whatever it made is shown by the provider. */
  record Settled() implements CreateCall {}

  /**
   * It may have been made and its outcome was not heard: it must be resolved before anybody says
   * that nothing is left.
   *
   * @param request the same call once more; null when it cannot be written again
   */
  record MayBeOpen(@Nullable HostRequest request) implements CreateCall {}
}
