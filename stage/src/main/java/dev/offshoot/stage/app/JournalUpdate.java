package dev.offshoot.stage.app;

import dev.offshoot.contracts.Cause;
import dev.offshoot.stage.domain.Direction;
import dev.offshoot.stage.domain.OutboxEntry;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One outcome to store: what is absent stays as it is.
 *
 * @param state the stage's state as JSON text
 * @param turn the direction to turn to
 * @param pastReturn whether the point of no return is passed with this write
 * @param attention the attention to record
 * @param outbox facts to add
 * @param dueIn when the stage is due again; absent when it waits for an event
 * @param heard how many events the journal held when this was decided: a stage that wants to wait
 *     for an event stays due when one came meanwhile
 */
public record JournalUpdate(
    @Nullable String state,
    @Nullable Direction turn,
    boolean pastReturn,
    AttentionChange attention,
    List<OutboxEntry> outbox,
    @Nullable Duration dueIn,
    int heard) {

  /** What happens to the recorded attention. */
  public sealed interface AttentionChange {

    /** It stays as it is. */
    record Keep() implements AttentionChange {}

    /** A person is asked. */
    record Ask(Cause cause) implements AttentionChange {}

    /** The stage goes on. */
    record Clear() implements AttentionChange {}
  }

  /** Copies the facts. */
  public JournalUpdate {
    outbox = List.copyOf(outbox);
  }

  /** Only the state, and at once due again. */
  public static JournalUpdate ofState(String state, boolean pastReturn) {
    return new JournalUpdate(
        state, null, pastReturn, new AttentionChange.Keep(), List.of(), Duration.ZERO, 0);
  }
}
