package dev.offshoot.provisioner.app;

import dev.offshoot.provisioner.domain.DnsChange;
import java.time.Duration;

/**
 * Makes and removes names of hosts. Every call ends within {@link #DEADLINE}, and may be repeated.
 */
public interface DnsHook {

  /** The longest a call takes. */
  Duration DEADLINE = Duration.ofSeconds(10);

  /** Has it done. */
  Outcome change(DnsChange change);

  /** What came of it. */
  sealed interface Outcome {

    /** It is so now. */
    record Done() implements Outcome {}

    /** It is not, or nobody knows. */
    record Failed(String reason) implements Outcome {}
  }
}
