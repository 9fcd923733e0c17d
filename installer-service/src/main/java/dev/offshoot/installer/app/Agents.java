package dev.offshoot.installer.app;

import dev.offshoot.agent.protocol.AgentReport;
import dev.offshoot.agent.protocol.Goal;
import dev.offshoot.agent.protocol.ReachOrder;
import dev.offshoot.contracts.DeploymentTls;
import dev.offshoot.installer.domain.AgentCertificate;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The agents of all hosts: who they are, what they were told, what they reported. One record per
 * host request.
 */
public interface Agents {

  /** Lets a host enrol. Twice is once; a host that is known or gone is left as it is. */
  void expect(Expected host);

  /** What is known of a host. */
  Optional<Known> find(String hostRequestId);

  /**
   * Binds a key to a host whose token has this hash and no key yet, and keeps its first
   * certificate; false when that is not so any more.
   */
  boolean bind(String hostRequestId, String tokenHash, Identity identity, Instant now);

  /**
   * Puts a new certificate in the place of the one with this serial; false when the host has
   * another by now, or is revoked.
   */
  boolean renew(String hostRequestId, @Nullable String replacedSerial, AgentCertificate next);

  /** Keeps that somebody was refused as this host's agent, and why; the first reason stays. */
  void refused(String hostRequestId, String code);

  /**
   * Gives a goal. The store compares generations, so that a lower one never replaces a higher one.
   */
  Issued issue(String hostRequestId, long generation, StoredGoal goal);

  /**
   * Keeps a report; the latest by the host's own time wins. A write that was given up as not
   * answered may still take effect after the next one, and must not replace it.
   */
  void reported(String hostRequestId, AgentReport report, Instant now);

  /**
   * Takes the identity away for good; false when an agent enrolled while {@code
   * onlyIfNeverEnrolled}.
   */
  boolean revoke(String hostRequestId, boolean onlyIfNeverEnrolled);

  /**
   * A host that may enrol.
   *
   * @param hostRequestId the host request
   * @param expansionId its expansion
   * @param tokenHash SHA-256 of the token, hexadecimal
   * @param tokenExpiresAt when an unused token ends
   */
  record Expected(
      String hostRequestId, String expansionId, String tokenHash, Instant tokenExpiresAt) {}

  /**
   * Who is taken for a host's agent.
   *
   * @param publicKey its key; absent before it enrolled
   * @param certificate the latest certificate of that key
   * @param refusal code of the first refusal of somebody else; absent for none
   */
  record Identity(
      @Nullable String publicKey,
      @Nullable AgentCertificate certificate,
      @Nullable String refusal) {

    /** Nobody has asked yet. */
    public static final Identity NONE = new Identity(null, null, null);

    /** The same with another certificate. */
    public Identity with(AgentCertificate next) {
      return new Identity(publicKey, next, refusal);
    }

    /** The same after a refusal. */
    public Identity refusing(String code) {
      return refusal == null ? new Identity(publicKey, certificate, code) : this;
    }
  }

  /**
   * A goal as it is stored: without any secret.
   *
   * @param goal the goal; its keyfile is absent
   * @param keyfileSecret name of the secret that is put in when the goal is served
   * @param tls names of the secrets of a goal with TLS, and where its certificate comes from
   * @param replicaSetId the set its mongod will be in; absent when the goal starts none
   */
  record StoredGoal(
      Goal goal,
      @Nullable String keyfileSecret,
      @Nullable DeploymentTls tls,
      @Nullable String replicaSetId) {

    /** A goal that starts no mongod. */
    public StoredGoal(Goal goal, @Nullable String keyfileSecret) {
      this(goal, keyfileSecret, null, null);
    }
  }

  /** What became of a goal. */
  enum Issued {
    /** It is the host's goal now. */
    ISSUED,
    /** It was already, by its generation. */
    ALREADY,
    /** The host has one of a higher generation. */
    TOO_LATE,
    /** No such host, or its identity is revoked. */
    NO_SUCH_HOST
  }

  /**
   * What is known of a host.
   *
   * @param expected as it was named
   * @param identity who is taken for its agent
   * @param revoked whether its identity was taken away
   * @param generation generation of its goal, 0 for none
   * @param goal its goal
   * @param report the latest report
   * @param heardAt when its agent called last, to some ten seconds; absent when it never did
   * @param reach what its agent is asked to test beside its goal; absent for nothing
   */
  record Known(
      Expected expected,
      Identity identity,
      boolean revoked,
      long generation,
      @Nullable StoredGoal goal,
      @Nullable AgentReport report,
      @Nullable Instant heardAt,
      @Nullable ReachOrder reach) {

    /** The same, its agent asked to test this. */
    public Known asked(ReachOrder order) {
      return new Known(expected, identity, revoked, generation, goal, report, heardAt, order);
    }

    /** The key of its agent; absent before it enrolled. */
    public @Nullable String publicKey() {
      return identity.publicKey();
    }

    /** Whether an agent owns this host. */
    public boolean enrolled() {
      return publicKey() != null && !revoked;
    }
  }
}
