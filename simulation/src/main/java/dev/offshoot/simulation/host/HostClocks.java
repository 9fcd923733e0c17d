package dev.offshoot.simulation.host;

import dev.offshoot.simulation.turn.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Clocks of hosts that are wrong for a while and then set right, as by NTP after a boot. */
final class HostClocks {

  private static final int MOST_MINUTES_WRONG = 30;

  private final Turns turns;
  private final List<Wrong> nextHost = new ArrayList<>();

  private record Wrong(Duration ahead, Duration lasting) {}

  HostClocks(Turns turns) {
    this.turns = turns;
  }

  /** One of these is wrong for this long; when there is none, the next one boots with it. */
  void jump(List<SimulatedHost> living, int pick, Duration lasting) {
    Duration minutes = Duration.ofMinutes(1 + pick % MOST_MINUTES_WRONG);
    Wrong wrong = new Wrong(pick % 2 == 0 ? minutes : minutes.negated(), lasting);
    if (living.isEmpty()) {
      nextHost.add(wrong);
    } else {
      isWrong(living.get(pick / 2 % living.size()), wrong);
    }
  }

  void boots(SimulatedHost host) {
    nextHost.forEach(wrong -> isWrong(host, wrong));
    nextHost.clear();
  }

  private void isWrong(SimulatedHost host, Wrong wrong) {
    turns.say("the clock of host " + host.id + " is wrong by " + wrong.ahead());
    host.ahead = host.ahead.plus(wrong.ahead());
    turns.after(
        wrong.lasting(),
        () -> {
          turns.say("the clock of host " + host.id + " is set right by " + wrong.ahead());
          host.ahead = host.ahead.minus(wrong.ahead());
        });
  }
}
