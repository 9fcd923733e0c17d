package dev.offshoot.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.PlannedMember;
import dev.offshoot.monitor.app.MonitorPorts;
import dev.offshoot.monitor.app.MonitorSettings;
import dev.offshoot.monitor.app.MonitorStage;
import dev.offshoot.monitor.domain.change.ConfigurationText;
import dev.offshoot.stage.StageDriver;
import dev.offshoot.stage.domain.Journal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The stage on a set in memory, pass by pass, on a clock that only the test moves. */
public final class PureRun {

  /** Address of the first member to add. */
  public static final String NEW = "db9:27017";

  /** What a crashed worker leaves behind: nothing but the journal. */
  public static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  public final FakeSet set = new FakeSet();
  public final InMemoryEvidence evidence = new InMemoryEvidence();
  public final StageDriver driver;
  private final DeploymentReference deployment =
      Expansions.deployment("mongodb://db0:27017,db1:27017", "credential");

  /** A set of three. */
  public PureRun() {
    AtomicReference<StageDriver> late = new AtomicReference<>();
    InstantSource clock = () -> late.get().clock().instant();
    MonitorStage stage =
        new MonitorStage(
            new MonitorPorts(set, evidence, told -> {}, (where, members) -> {}, clock),
            MonitorSettings.defaults());
    this.driver = new StageDriver(stage);
    late.set(driver);
  }

  /** The event that starts it, planned on the set as it is. */
  public PureRun installed(PlannedMember... members) {
    JsonNode configuration =
        ContractJson.read(ConfigurationText.relaxed(set.configuration()), JsonNode.class);
    for (PlannedMember member : members) {
      set.waitingAt(member.address());
    }
    driver.hear(
        EventType.BINARIES_INSTALLED,
        Expansions.ID,
        Expansions.DEPLOYMENT,
        Expansions.installed(deployment, configuration, List.of(members)));
    return this;
  }

  /** A cancellation. */
  public void abort() {
    driver.hear(
        EventType.EXPANSION_ABORTED,
        Expansions.ID,
        Expansions.DEPLOYMENT,
        Expansions.aborted(deployment));
  }

  /** Runs on; after a crash another worker takes over. */
  public Journal run(Duration most) {
    for (int crashes = 0; crashes < 100; crashes++) {
      try {
        return driver.runUntilIdle(Expansions.ID, most);
      } catch (Crash crashed) {
        driver.clock().advance(Duration.ofSeconds(61));
      }
    }
    throw new AssertionError("it crashes for ever");
  }

  /** The journal now. */
  public Journal journal() {
    return driver.store().find(Expansions.ID).orElseThrow();
  }

  /** How many facts of this type were published, by id. */
  public long said(EventType type) {
    return driver.published().stream()
        .filter(event -> event.type() == type)
        .map(EventEnvelope::id)
        .distinct()
        .count();
  }

  /** The first published fact of this type. */
  public <T> Optional<T> fact(EventType type, Class<T> payload) {
    return driver.published().stream()
        .filter(event -> event.type() == type)
        .findFirst()
        .map(event -> ContractJson.read(event.data(), payload));
  }
}
