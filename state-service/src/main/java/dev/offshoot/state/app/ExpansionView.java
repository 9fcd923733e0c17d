package dev.offshoot.state.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.CopyProgress;
import dev.offshoot.contracts.NamespaceProof;
import dev.offshoot.contracts.Proof;
import dev.offshoot.contracts.Refusal;
import dev.offshoot.state.domain.ExpansionStatus;
import dev.offshoot.state.domain.ExpansionStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expansion as its user sees it.
 *
 * @param id UUID
 * @param deployment name of the deployment
 * @param status where it stands
 * @param cancellationRequested whether somebody cancelled it
 * @param createdAt when it was asked for
 * @param requestedBy who asked
 * @param requested what was asked for
 * @param plan the plan, unmodified
 * @param steps every step
 * @param members the new members
 * @param progress how far the copy or the comparison is; absent once the expansion is over
 * @param proof what was compared for the first new member
 * @param proofs what was compared for each of several
 * @param failure why it does not go on
 * @param refusals every reason why there is no plan
 * @param configurations configurations Offshoot installed
 */
public record ExpansionView(
    String id,
    String deployment,
    ExpansionStatus status,
    boolean cancellationRequested,
    Instant createdAt,
    String requestedBy,
    JsonNode requested,
    @Nullable JsonNode plan,
    List<ExpansionStep> steps,
    List<Projection.Member> members,
    @Nullable Progress progress,
    @Nullable ProofView proof,
    List<ProofView> proofs,
    @Nullable Cause failure,
    List<Refusal> refusals,
    List<Projection.Configuration> configurations) {

  /**
   * How far a copy or a comparison is.
   *
   * @param bytesCopied bytes so far
   * @param bytesTotal bytes expected
   * @param bytesPerSecond rate over the last looks
   * @param remaining time left, while known
   * @param oplogWindow window of the sync source
   * @param at when it was so
   */
  public record Progress(
      long bytesCopied,
      long bytesTotal,
      long bytesPerSecond,
      @Nullable Duration remaining,
      @Nullable Duration oplogWindow,
      Instant at) {

    static Progress of(CopyProgress copy, Instant at) {
      return new Progress(
          copy.bytesDone(),
          copy.bytesTotal(),
          copy.bytesPerSecond(),
          copy.remaining(),
          copy.oplogWindow(),
          at);
    }
  }

  /**
   * What was compared.
   *
   * @param memberId _id of the new member
   * @param comparedWith HOST:PORT
   * @param method how, in a sentence
   * @param namespaces each with its result
   * @param markedWriteSeenAfter until the marked write was read
   * @param duration time the proof took
   * @param bytesCompared bytes read on each side
   */
  public record ProofView(
      int memberId,
      String comparedWith,
      String method,
      List<NamespaceProof> namespaces,
      @Nullable Duration markedWriteSeenAfter,
      Duration duration,
      long bytesCompared) {

    static ProofView of(Proof proof) {
      return new ProofView(
          proof.memberId(),
          proof.comparedWith(),
          proof.method(),
          proof.namespaces(),
          proof.markedWriteSeenAfter(),
          proof.duration(),
          proof.bytesCompared());
    }
  }

  static JsonNode tree(Object request) {
    return ContractJson.tree(request);
  }
}
