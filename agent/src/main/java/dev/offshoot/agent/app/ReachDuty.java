package dev.offshoot.agent.app;

import dev.offshoot.agent.protocol.ReachOrder;
import dev.offshoot.agent.protocol.ReachReport;
import java.time.Duration;

/**
 * Tests what an order asks until all is reached and told, and gives up after a number of tries:
 * whoever asked has long decided then.
 */
final class ReachDuty {

  private static final int MOST_TRIES = 60;
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private final InstallerService service;
  private final Host host;
  private final ReachTest test;
  private String over = "";
  private String current = "";
  private int tries;

  ReachDuty(InstallerService service, Host host, ReachTest test) {
    this.service = service;
    this.host = host;
    this.test = test;
  }

  /** The order that needs no further look; empty for none. */
  String over() {
    return over;
  }

  /** One look at all its addresses, and one call that tells of it. */
  void look(ReachOrder order) {
    if (!order.id().equals(current)) {
      current = order.id();
      tries = 0;
    }
    tries++;
    if (!test.isPossible()) {
      host.log("asked to reach " + order.addresses() + ", but no member is here");
      over = order.id();
      return;
    }
    ReachReport report = test.look(order);
    boolean told = service.reached(report);
    host.log("reach " + report.findings() + (told ? "" : ", not told"));
    if ((told && report.allReached()) || tries >= MOST_TRIES) {
      over = order.id();
    } else {
      host.pause(BETWEEN);
    }
  }
}
