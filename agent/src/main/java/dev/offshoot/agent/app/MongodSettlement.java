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
    if (process.state() instanceof MongodProcess.State.Exited(List<String> lastLines)) {
      process.start();
      return Outcome.trying(
          "MONGOD_EXITED",
          "mongod on "
              + home.address()
              + " had ended and was started again: "
              + FatalLines.of(lastLines),
          "read its log when this happens again");
    }
    return new Outcome.Reached(
        AgentStatus.SETTLED, "mongod.conf is as a lasting member needs it", null);
  }
}
