package dev.offshoot.agent.app;

import dev.offshoot.agent.domain.ConfigurationText;
import dev.offshoot.agent.domain.FatalLines;
import dev.offshoot.agent.domain.MongodConfiguration;
import dev.offshoot.agent.protocol.AgentStatus;
import java.util.List;

/**
 * Takes what only the synchronization needed out of the file; a running mongod is not touched. From
 * here on a mongod that has ended, with the machine or by itself, is started again.
 */
final class MongodSettlement {

  private final MongodHome home;
  private final MongodProcess process;

  MongodSettlement(MongodHome home, MongodProcess process) {
    this.home = home;
    this.process = process;
  }

  /** One look. */
  Outcome look() {
    String before = home.configuration();
    if (before.isEmpty()) {
      return Outcome.impossible(
          "NOTHING_TO_SETTLE",
          "this host has no mongod.conf",
          "see what became of the host's folder");
    }
    String after =
        ConfigurationText.withoutParameters(before, MongodConfiguration.ONLY_FOR_SYNCHRONIZATION);
    if (!after.equals(before)) {
      String problem = home.write(after, home.keyfile());
      if (problem != null) {
        return Outcome.trying("NOT_SETTLED", problem, "see the host's folder");
      }
    }
    return switch (process.state()) {
      case MongodProcess.State.Running(long _) ->
          new Outcome.Reached(
              AgentStatus.SETTLED, "mongod.conf is as a lasting member needs it", null);
      case MongodProcess.State.Exited(List<String> lastLines) ->
          again("had ended and was started again: " + FatalLines.of(lastLines));
      // A start that was cut off by the machine's end leaves no record of a process.
      case MongodProcess.State.NeverStarted() -> again("was not running and was started again");
    };
  }

  private Outcome again(String what) {
    process.start();
    return Outcome.trying(
        "MONGOD_EXITED",
        "mongod on " + home.address() + " " + what,
        "read its log when this happens again");
  }
}
