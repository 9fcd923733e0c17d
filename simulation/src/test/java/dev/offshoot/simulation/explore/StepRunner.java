package dev.offshoot.simulation.explore;

import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.Commitment;
import dev.offshoot.mongoadmin.domain.CurrentConfiguration;
import dev.offshoot.mongoadmin.domain.OpTime;
import dev.offshoot.mongoadmin.domain.OplogNote;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.monitor.app.LagWatch;
import dev.offshoot.monitor.app.MonitorPorts;
import dev.offshoot.monitor.app.MonitorSettings;
import dev.offshoot.monitor.app.MonitorStage;
import dev.offshoot.monitor.app.ReplicaSet;
import dev.offshoot.monitor.app.ReplicaSets;
import dev.offshoot.monitor.domain.PrimaryReading;
import dev.offshoot.monitor.domain.WantedMember;
import dev.offshoot.simulation.set.SimulatedReplicaSet;
import dev.offshoot.simulation.set.SimulatedSet;
import dev.offshoot.simulation.store.SimulatedEvidence;
import dev.offshoot.simulation.store.SimulatedJournals;
import dev.offshoot.simulation.turn.SimulatedClock;
import dev.offshoot.simulation.turn.Trace;
import dev.offshoot.simulation.turn.Turns;
import dev.offshoot.stage.app.RunStage;
import dev.offshoot.stage.domain.Journal;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.bson.BsonDocument;
import org.bson.BsonTimestamp;

/** Runs one step of the real stage against one state of the set; reconfigs may go wrong. */
final class StepRunner {

  private final List<WantedMember> members;
  private final SimulatedEvidence evidence = new SimulatedEvidence();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  StepRunner(List<WantedMember> members) {
    this.members = members;
  }

  /** What happens around the one reconfig of a step. */
  enum Trouble {
    NONE,
    /** The command never arrives, and nobody knows. */
    COMMAND_LOST,
    /** It is installed, not committed yet, and the answer is lost. */
    ANSWER_LOST,
    /** The worker dies before it sends. */
    DIES_BEFORE,
    /** The worker dies after it was installed. */
    DIES_AFTER,
    /** The worker stands still before it sends; another one goes on. */
    FREEZES
  }

  /** What a step led to; struck tells whether the trouble had an occasion. */
  record Ran(Journal journal, SetState set, boolean struck) {}

  private static final class Dies extends Error {
    private static final long serialVersionUID = 1L;
  }

  Ran run(Journal journal, SetState set, Trouble trouble) {
    now = now.plusSeconds(1);
    SimulatedClock clock = new SimulatedClock();
    SimulatedJournals store = new SimulatedJournals(clock);
    store.restore(journal);
    Around around = new Around(set, trouble);
    ReplicaSet port =
        (ReplicaSet)
            Proxy.newProxyInstance(
                ReplicaSet.class.getClassLoader(), new Class<?>[] {ReplicaSet.class}, around::call);
    LagWatch nobody = (deployment, watched) -> {};
    MonitorPorts ports =
        new MonitorPorts(new One(port), evidence, progress -> {}, nobody, () -> now);
    MonitorStage stage = new MonitorStage(ports, MonitorSettings.defaults());
    try {
      var unused =
          new RunStage(stage, store, () -> now, "worker", Duration.ofMinutes(1))
              .pass(journal.expansionId(), null);
    } catch (Dies died) {
      // Only what was stored before remains.
    }
    return new Ran(store.find(journal.expansionId()).orElseThrow(), around.set, around.struck);
  }

  private record One(ReplicaSet set) implements ReplicaSets {
    @Override
    public ReplicaSet open(String expansionId, DeploymentReference deployment) {
      return set;
    }

    @Override
    public void done(String expansionId) {
      // Nothing is open.
    }
  }

  /** The set as this step sees it. */
  private final class Around {

    private final Trouble trouble;
    private SetState set;
    private boolean struck;

    Around(SetState set, Trouble trouble) {
      this.set = set;
      this.trouble = trouble;
    }

    Object call(Object proxy, Method method, Object[] arguments) throws Throwable {
      if (method.getName().equals("reconfigure")) {
        return reconfigure((ReplicaSetConfiguration) arguments[1]);
      }
      if (method.getName().equals("findNote")) {
        OpTime written = new OpTime(new BsonTimestamp(200, 1), 1);
        return new Answer.Answered<>(Optional.of(new OplogNote(written, now, new BsonDocument())));
      }
      try {
        Object answer = method.invoke(model(), arguments);
        return answer instanceof Answer.Answered<?>(PrimaryReading reading)
            ? new Answer.Answered<>(withCommitment(reading))
            : answer;
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }

    private PrimaryReading withCommitment(PrimaryReading reading) {
      return new PrimaryReading(
          reading.address(),
          new CurrentConfiguration(
              reading.configuration(),
              set.committed() ? Commitment.COMMITTED : Commitment.NOT_COMMITTED),
          reading.status(),
          reading.fcv(),
          reading.writeConcern());
    }

    private SimulatedReplicaSet model() {
      Turns turns = new Turns(new SimulatedClock(), new SplittableRandom(1), new Trace(false));
      SimulatedSet simulated = new SimulatedSet(turns, set.current(), 1);
      for (WantedMember member : members) {
        if (set.current().member(member.id()).isEmpty()) {
          simulated.startMongod(member.address());
        }
      }
      return new SimulatedReplicaSet(turns, simulated);
    }

    private Answer<String> reconfigure(ReplicaSetConfiguration next) {
      struck = true;
      return switch (trouble) {
        case NONE -> answered(next);
        case COMMAND_LOST -> new Answer.Unknown<>("the connection broke");
        case ANSWER_LOST -> {
          var unused = answered(next);
          yield new Answer.Unknown<>("the connection broke");
        }
        case DIES_BEFORE -> throw new Dies();
        case DIES_AFTER -> {
          var unused = answered(next);
          throw new Dies();
        }
        case FREEZES -> {
          set = set.flying(next);
          throw new Dies();
        }
      };
    }

    private Answer<String> answered(ReplicaSetConfiguration next) {
      if (!set.takes(next)) {
        return new Answer.Refused<>(103, "NewReplicaSetConfigurationIncompatible", "version");
      }
      set = set.installed(next);
      if (trouble == Trouble.NONE) {
        set = set.committedNow();
      }
      return new Answer.Answered<>("ok");
    }
  }
}
