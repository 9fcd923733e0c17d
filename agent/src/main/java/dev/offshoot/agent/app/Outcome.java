package dev.offshoot.agent.app;

import dev.offshoot.agent.protocol.AgentFailure;
import dev.offshoot.agent.protocol.AgentStatus;
import dev.offshoot.agent.protocol.RunningMongod;
import org.jspecify.annotations.Nullable;

/** How one look at a goal ended. */
sealed interface Outcome {

  /** One line a person can read. */
  String detail();

  /** The host is as the goal says. */
  record Reached(AgentStatus status, String detail, @Nullable RunningMongod mongod)
      implements Outcome {}

  /** A step was done, or is about to be: look again at once. */
  record Stepped(String detail) implements Outcome {}

  /** Something is awaited that takes a moment: look again after a short time. */
  record Awaiting(String detail) implements Outcome {}

  /** Did not work; tried again at growing intervals. */
  record Trying(AgentFailure failure) implements Outcome {
    @Override
    public String detail() {
      return failure.detail();
    }
  }

  /** Cannot work without a change; not tried again by itself. */
  record Impossible(AgentFailure failure) implements Outcome {
    @Override
    public String detail() {
      return failure.detail();
    }
  }

  /** Shorthand for {@link Trying}. */
  static Outcome trying(String code, String detail, String remedy) {
    return new Trying(new AgentFailure(code, detail, remedy));
  }

  /** Shorthand for {@link Impossible}. */
  static Outcome impossible(String code, String detail, String remedy) {
    return new Impossible(new AgentFailure(code, detail, remedy));
  }
}
