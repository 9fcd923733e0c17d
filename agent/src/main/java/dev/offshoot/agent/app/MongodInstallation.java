package dev.offshoot.agent.app;

import dev.offshoot.agent.domain.Address;
import dev.offshoot.agent.domain.FatalLines;
import dev.offshoot.agent.domain.MongodConfiguration;
import dev.offshoot.agent.protocol.AgentFailure;
import dev.offshoot.agent.protocol.AgentStatus;
import dev.offshoot.agent.protocol.Goal.RunMongod;
import dev.offshoot.agent.protocol.MongodArtifact;
import dev.offshoot.agent.protocol.MongodTls;
import dev.offshoot.agent.protocol.RunningMongod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings up an empty mongod that waits to be added. Each look does at most one effect and begins
 * from the world, so it can be repeated and interrupted anywhere. mongod is started once: an exit
 * is reported, never hidden by a restart, because it gives up for good after ten attempts to
 * synchronize.
 */
final class MongodInstallation {

  private final MongodHome home;
  private final MongodProcess process;
  private final Members members;
  private final MemberProof proof;
  private final MemberCertificate certificate;
  private final HostConformance conformance;

  MongodInstallation(
      MongodHome home,
      MongodProcess process,
      Members members,
      MemberCertificate certificate,
      HostConformance conformance) {
    this.home = home;
    this.process = process;
    this.members = members;
    this.proof = new MemberProof(members, certificate);
    this.certificate = certificate;
    this.conformance = conformance;
  }

  /** One look: the next step, or where it stands. */
  Outcome look(RunMongod goal) {
    return switch (process.state()) {
      case MongodProcess.State.NeverStarted() -> beforeStart(goal);
      case MongodProcess.State.Running(long pid) -> afterStart(goal, pid);
      case MongodProcess.State.Exited exited -> exited(goal.address(), exited);
    };
  }

  /** What to say of a mongod that is gone; null while it runs or was never started. */
  @Nullable Outcome watch(String address) {
    return process.state() instanceof MongodProcess.State.Exited exited
        ? exited(address, exited)
        : null;
  }

  private Outcome beforeStart(RunMongod goal) {
    String problem = home.keepRunbook(goal.runbook());
    if (problem != null) {
      return pathNotOurs(problem);
    }
    Outcome conformed = conformance.look(goal.conform());
    return conformed == null ? prepared(goal) : conformed;
  }

  private Outcome prepared(RunMongod goal) {
    MongodArtifact artifact = goal.artifact();
    if (!home.holds(artifact)) {
      return fetch(artifact);
    }
    Address address = Address.parse(goal.address());
    return switch (process.addressState(address)) {
      case MongodProcess.AddressState.Free() ->
          goal.tls() == null ? start(goal, null) : certified(goal, goal.tls(), address);
      case MongodProcess.AddressState.InUse() ->
          Outcome.impossible(
              "ADDRESS_IN_USE",
              "something on this host already listens on " + address,
              "stop it, or plan with another --address");
      case MongodProcess.AddressState.Unresolved(List<String> addresses) ->
          Outcome.trying(
              AgentFailure.ADDRESS_NOT_RESOLVED,
              address.host() + " does not resolve on its host yet",
              "make its DNS record, for members and this host to see: it shall lead to "
                  + (addresses.isEmpty() ? "this host" : String.join(" or ", addresses)));
      case MongodProcess.AddressState.NotHere(String reason) ->
          Outcome.impossible(
              "ADDRESS_NOT_ON_HOST",
              address.host() + " is no address of this host: " + reason,
              "let the name resolve to this host, or plan with another --address");
    };
  }

  private Outcome fetch(MongodArtifact artifact) {
    return switch (home.install(artifact)) {
      case MongodHome.Fetched.Installed() -> new Outcome.Stepped(done(artifact));
      case MongodHome.Fetched.WrongChecksum(String actual) ->
          Outcome.impossible(
              "ARTIFACT_CHECKSUM_MISMATCH",
              "mongod "
                  + artifact.version()
                  + " was planned with SHA-256 "
                  + artifact.sha256()
                  + ", the file received has "
                  + actual
                  + "; nothing was installed",
              "remove the artifact and add it again, then plan again");
      case MongodHome.Fetched.Unusable(String reason) ->
          Outcome.impossible(
              "ARTIFACT_UNUSABLE",
              "mongod " + artifact.version() + " cannot be installed here: " + reason,
              "add a mongod built for this host's system and architecture");
      case MongodHome.Fetched.Absent(String reason) ->
          Outcome.impossible(
              "MONGOD_NOT_FOUND",
              "there is no mongod " + artifact.version() + " on this host: " + reason,
              "put it there, or plan again with --install archive");
      case MongodHome.Fetched.WrongVersion(String found) ->
          Outcome.impossible(
              "WRONG_VERSION",
              found + ", wanted is " + artifact.version() + "; nothing was installed",
              "put mongod "
                  + artifact.version()
                  + " on the host, or plan again with --install archive");
      case MongodHome.Fetched.NotNow(String reason) ->
          Outcome.trying(
              "ARTIFACT_NOT_FETCHED",
              "mongod " + artifact.version() + " could not be fetched: " + reason,
              "see that this host reaches installer-service and has room");
    };
  }

  private static String done(MongodArtifact artifact) {
    return switch (artifact.kind()) {
      case MongodArtifact.EXISTING -> "found mongod " + artifact.version() + " on this host";
      case MongodArtifact.PACKAGE ->
          "mongod " + artifact.version() + " is that of the package " + artifact.from();
      default -> "fetched and checked mongod " + artifact.version();
    };
  }

  private Outcome certified(RunMongod goal, MongodTls tls, Address address) {
    return switch (certificate.look(tls, address)) {
      case MemberCertificate.Look.Ready ready -> start(goal, ready);
      case MemberCertificate.Look.Received() ->
          new Outcome.Stepped("received the certificate of " + address);
      case MemberCertificate.Look.NotNow(String reason) ->
          Outcome.trying(
              "MEMBER_CERTIFICATE_NOT_ISSUED",
              "there is no certificate for " + address + " yet: " + reason,
              "see where the deployment's member certificates come from");
      case MemberCertificate.Look.Refused(String reason) ->
          Outcome.impossible(
              "MEMBER_CERTIFICATE_REFUSED",
              "no certificate for " + address + ": " + reason,
              "correct what is named, then plan again");
    };
  }

  private Outcome start(RunMongod goal, MemberCertificate.Look.@Nullable Ready ready) {
    String configuration =
        MongodConfiguration.render(
            GoalSettings.of(goal, ready), home.paths(goal.keyfile() != null));
    String problem = home.write(configuration, goal.keyfile());
    if (problem != null) {
      return pathNotOurs(problem);
    }
    home.rememberAddress(goal.address());
    return switch (process.start()) {
      case MongodProcess.State.Exited exited -> exited(goal.address(), exited);
      case MongodProcess.State.Running(long pid) ->
          new Outcome.Stepped("started mongod on " + goal.address() + " as process " + pid);
      case MongodProcess.State.NeverStarted() ->
          Outcome.trying(
              "MONGOD_NOT_STARTED",
              "mongod could not be started on " + goal.address(),
              "see the agent's log on the host");
    };
  }

  private Outcome afterStart(RunMongod goal, long pid) {
    Address address = Address.parse(goal.address());
    if (members.greet(address) instanceof Members.Greeting.Silent) {
      return new Outcome.Awaiting("waiting for mongod on " + address + " to answer");
    }
    if (!(members.version(address, goal.keyfile())
        instanceof Members.Greeting.Answered(String version))) {
      return new Outcome.Awaiting("waiting for mongod on " + address + " to tell its version");
    }
    if (!version.equals(goal.artifact().version())) {
      return Outcome.impossible(
          "VERSION_MISMATCH",
          "mongod on " + address + " is " + version + ", planned was " + goal.artifact().version(),
          "remove the artifact, add it under its own version, then plan again");
    }
    Outcome unproven = proof.look(goal);
    return unproven != null
        ? unproven
        : new Outcome.Reached(
            AgentStatus.INSTALLED,
            "mongod "
                + version
                + " runs on "
                + address
                + ", reaches all "
                + goal.members().size()
                + " members"
                + proven(goal),
            new RunningMongod(
                goal.address(), version, home.paths(goal.keyfile() != null).data(), pid));
  }

  private static String proven(RunMongod goal) {
    boolean certificate = goal.tls() != null && goal.tls().provesByCertificate();
    return (goal.keyfile() == null ? "" : " and has the set's key")
        + (certificate ? " and is taken for a member by its certificate" : "");
  }

  private static Outcome pathNotOurs(String problem) {
    return Outcome.impossible(
        "PATH_NOT_OURS", problem, "empty the folder by hand, or give the host another one");
  }

  private static Outcome exited(String address, MongodProcess.State.Exited exited) {
    return Outcome.impossible(
        "MONGOD_EXITED",
        "mongod on " + address + " has ended: " + FatalLines.of(exited.lastLines()),
        "read the log in the host's folder; what stopped mongod must be removed first");
  }
}
