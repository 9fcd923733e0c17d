package dev.offshoot.agent.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A value that is only shown to whoever asks for it by name: its text form is a row of stars.
 *
 * @param value the secret itself
 */
public record Secret(@JsonValue String value) {

  /** Reads the bare JSON string. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Secret {}

  @Override
  public String toString() {
    return "***";
  }
}
