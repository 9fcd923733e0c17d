package dev.offshoot.monitor.app;

import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionRequest;
import dev.offshoot.contracts.MemberPromoted;
import dev.offshoot.contracts.NamespaceProof;
import dev.offshoot.contracts.Proof;
import dev.offshoot.contracts.StepTime;
import dev.offshoot.contracts.SyncCompleted;
import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.monitor.app.EvidenceStore.ProofOf;
import dev.offshoot.monitor.domain.Phase;
import dev.offshoot.monitor.domain.Trail;
import dev.offshoot.monitor.domain.Trail.Landmark;
import dev.offshoot.monitor.domain.proof.NamespaceVerdict;
import dev.offshoot.monitor.domain.proof.ProofState.Finished;
import dev.offshoot.stage.app.Fact;
import dev.offshoot.stage.app.Step;
import java.util.ArrayList;
import java.util.List;

/** Tells the whole story once every member is promoted, and has the lag watched from then on. */
final class CompletedExpansion {

  private static final String METHOD =
      "SHA-256 over the raw bytes of every document in ranges of _id, each range at one cluster time"
          + " on both members; options and indexes compared; a marked write read back";

  private final MonitorPorts ports;

  CompletedExpansion(MonitorPorts ports) {
    this.ports = ports;
  }

  Step step(Work work, ExpansionRequest request) {
    ports.lag().watch(work.deployment(), work.goal().members());
    List<MemberPromoted> members = new ArrayList<>();
    for (Landmark landmark : work.state().trail().promoted()) {
      MemberEntry entry =
          work.expected()
              .member(landmark.memberId())
              .orElseThrow(
                  () -> new IllegalStateException("_id " + landmark.memberId() + " is promoted"));
      members.add(promoted(work, landmark, entry));
    }
    SyncCompleted fact =
        new SyncCompleted(
            work.expansionId(),
            work.deployment(),
            request,
            members,
            work.state().proof().finished().stream().map(proven -> proof(work, proven)).toList(),
            ports.evidence().configurations(work.expansionId()),
            times(work));
    return Step.done(work.state(), new Fact(EventType.SYNC_COMPLETED, fact));
  }

  static MemberPromoted promoted(Work work, Landmark landmark, MemberEntry entry) {
    return new MemberPromoted(
        work.expansionId(),
        work.deployment().name(),
        entry.id(),
        entry.address().format(),
        entry.votes(),
        entry.priority(),
        entry.hidden(),
        landmark.version(),
        landmark.term());
  }

  private Proof proof(Work work, Finished proven) {
    List<NamespaceProof> namespaces = new ArrayList<>();
    for (NamespaceVerdict verdict :
        ports.evidence().verdicts(new ProofOf(work.expansionId(), proven.memberId()))) {
      namespaces.add(
          new NamespaceProof(
              verdict.name(),
              verdict.result().name(),
              verdict.extent().documents(),
              verdict.extent().bytes(),
              verdict.evidence().detail()));
    }
    return new Proof(
        proven.memberId(),
        proven.comparedWith(),
        METHOD,
        namespaces,
        proven.markedWriteAfter(),
        proven.took(),
        proven.bytes());
  }

  /** The steps as users know them, and the copy, which is the part they can do by hand. */
  private static List<StepTime> times(Work work) {
    Trail trail = work.state().trail();
    List<StepTime> times = new ArrayList<>();
    for (String step : Phase.FORWARD_STEPS) {
      trail
          .time(phase -> phase.step().equals(step))
          .ifPresent(time -> times.add(new StepTime(step, time.from(), time.to())));
    }
    trail
        .time(Phase::isCopying)
        .ifPresent(time -> times.add(new StepTime("copy", time.from(), time.to())));
    return times;
  }
}
