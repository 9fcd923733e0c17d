package dev.offshoot.installer.app;

import dev.offshoot.agent.protocol.AgentFailure;
import dev.offshoot.agent.protocol.AgentReport;
import dev.offshoot.agent.protocol.AgentStatus;
import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.Plan;
import dev.offshoot.contracts.ProvisionedHost;
import dev.offshoot.contracts.ResourceProvisioned;
import dev.offshoot.installer.domain.Generations;
import dev.offshoot.installer.domain.HostChecks;
import dev.offshoot.installer.domain.HostWork;
import dev.offshoot.installer.domain.HostWork.Phase;
import dev.offshoot.stage.domain.WaitBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One host on the way forward: expected, enrolled, told what to run, installed. */
final class HostForward {

  private static final Duration INSTALLS_WITHIN = Duration.ofMinutes(20);

  /** A failure the agent tries to overcome by itself is given this long. */
  private static final Duration RECOVERS_WITHIN = Duration.ofSeconds(30);

  private final Agents agents;
  private final Patience patience;

  HostForward(Agents agents, Patience patience) {
    this.agents = agents;
    this.patience = patience;
  }

  /** A host, and what is asked of it. */
  record Order(ResourceProvisioned provisioned, Plan plan, HostWork host, Instant now) {
    ProvisionedHost named() {
      return provisioned.hosts().stream()
          .filter(named -> named.hostRequestId().equals(host.hostRequestId()))
          .findFirst()
          .orElseThrow();
    }

    WaitBudget waited() {
      return host.waited().looked(now, InstallForward.POLL);
    }
  }

  HostLook look(Order order) {
    return switch (order.host().phase()) {
      case NAMED -> expect(order);
      case EXPECTED -> awaitEnrolment(order);
      case ORDERED -> awaitInstalled(order);
      case INSTALLED -> watch(order.host());
      case LEAVING, STAYING, GONE -> new HostLook.Awaited(order.host());
    };
  }

  private HostLook expect(Order order) {
    ProvisionedHost named = order.named();
    if (named.claimed() != null) {
      return new HostLook.Moved(order.host().in(Phase.EXPECTED, "waiting for the machine's agent"));
    }
    agents.expect(
        new Agents.Expected(
            named.hostRequestId(),
            order.provisioned().expansionId(),
            named.tokenHash(),
            named.tokenExpiresAt()));
    return new HostLook.Moved(order.host().in(Phase.EXPECTED, "waiting for the agent to enrol"));
  }

  private HostLook awaitEnrolment(Order order) {
    Agents.Known known = agents.find(order.host().agent()).orElse(null);
    Optional<Cause> refusal = refusal(order.host(), known);
    if (refusal.isPresent()) {
      return new HostLook.Failed(order.host(), refusal.get());
    }
    if (known != null && known.enrolled() && known.report() != null) {
      return command(order, known.report());
    }
    WaitBudget waited = order.waited();
    HostWork same = order.host().seen(waited, WaitBudget.FRESH, order.host().detail());
    return waited.exceeds(patience.enrolsWithin())
        ? failed(
            same,
            "AGENT_NOT_ENROLLED",
            "the agent of host %s (%s) did not enrol at %s within %d s"
                .formatted(
                    same.hostRequestId(),
                    same.address(),
                    order.plan().software().agentUrl(),
                    patience.enrolsWithin().toSeconds()),
            "see whether the host runs and reaches that address, what its user-data said"
                + " (cloud-init-output.log), and its agent.log; then expand again")
        : new HostLook.Awaited(same);
  }

  private HostLook command(Order order, AgentReport report) {
    List<HostChecks.Finding> findings =
        Profiles.check(order.plan(), order.host(), report.profile());
    for (HostChecks.Finding finding : findings) {
      if (finding.fatal()) {
        return failed(
            order.host(),
            finding.code(),
            "host of " + order.host().address() + ": " + finding.detail(),
            finding.remedy());
      }
    }
    Map<String, String> conform =
        Profiles.mending(order.plan(), order.host(), order.named(), report.profile());
    Optional<Cause> refused = conform.isEmpty() ? notConforming(order, findings) : Optional.empty();
    if (refused.isPresent()) {
      return new HostLook.Failed(order.host(), refused.get());
    }
    Agents.Issued issued =
        agents.issue(
            order.host().agent(),
            order.host().generation(Generations.RUN),
            Orders.run(order.plan(), order.provisioned(), order.host().address(), conform));
    return switch (issued) {
      case ISSUED, ALREADY ->
          new HostLook.Moved(
              order
                  .host()
                  .in(
                      Phase.ORDERED,
                      "installing mongod "
                          + order.plan().software().mongodVersion()
                          + Profiles.warnings(findings)
                          + Profiles.mended(conform)));
      case TOO_LATE, NO_SUCH_HOST ->
          failed(
              order.host(),
              "HOST_TAKEN_BACK",
              "host "
                  + order.host().hostRequestId()
                  + " was told to remove mongod, or its identity is revoked",
              "plan again");
    };
  }

  private HostLook awaitInstalled(Order order) {
    Agents.Known known = agents.find(order.host().agent()).orElse(null);
    Optional<Cause> refusal = refusal(order.host(), known);
    if (refusal.isPresent()) {
      return new HostLook.Failed(order.host(), refusal.get());
    }
    AgentReport report = known == null ? null : known.report();
    if (report == null || report.generation() != order.host().generation(Generations.RUN)) {
      return awaited(order, order.host().detail(), known, null);
    }
    return switch (report.status()) {
      case INSTALLED -> installed(order, report);
      case FAILED -> reportedFailure(order.host(), report);
      case WORKING, PROFILED, SETTLED, REMOVED, LEFT, GOAL_REFUSED, UNKNOWN ->
          awaited(order, report.detail(), known, report);
    };
  }

  /** Judged by what the host is now: its agent may have mended it since it was told to install. */
  private static HostLook installed(Order order, AgentReport report) {
    List<HostChecks.Finding> findings =
        Profiles.check(order.plan(), order.host(), report.profile());
    return notConforming(order, findings)
        .<HostLook>map(cause -> new HostLook.Failed(order.host(), cause))
        .orElseGet(
            () ->
                new HostLook.Moved(
                    order
                        .host()
                        .in(Phase.INSTALLED, report.detail() + Profiles.warnings(findings))));
  }

  /** What refuses a host that nothing will be set on any more. */
  private static Optional<Cause> notConforming(Order order, List<HostChecks.Finding> findings) {
    List<HostChecks.Finding> unmet = Profiles.expected(findings);
    return unmet.isEmpty() || !order.provisioned().deployment().enforcesHostChecks()
        ? Optional.empty()
        : Optional.of(
            new Cause(
                "install",
                "HOST_NOT_CONFORMING",
                "host of "
                    + order.host().address()
                    + " is not as MongoDB asks, and its deployment enforces that: "
                    + String.join("; ", unmet.stream().map(HostChecks.Finding::detail).toList()),
                "mend it ("
                    + String.join("; ", unmet.stream().map(HostChecks.Finding::remedy).toList())
                    + "), or register the deployment with --host-checks warn"));
  }

  /** A mongod that is gone before its member lasts is never hidden by a restart. */
  HostLook watch(HostWork host) {
    AgentReport report = agents.find(host.agent()).map(Agents.Known::report).orElse(null);
    return report != null
            && report.generation() == host.generation(Generations.RUN)
            && report.status() == AgentStatus.FAILED
        ? reportedFailure(host, report)
        : new HostLook.Ready();
  }

  private static Optional<Cause> refusal(HostWork host, Agents.@Nullable Known known) {
    return known == null ? Optional.empty() : Refusals.cause(host, known);
  }

  private HostLook awaited(
      Order order, String detail, Agents.@Nullable Known known, @Nullable AgentReport report) {
    WaitBudget waited = order.waited();
    WaitBudget troubled =
        report == null || report.failure() == null
            ? WaitBudget.FRESH
            : order.host().troubled().looked(order.now(), InstallForward.POLL);
    HostWork same =
        order
            .host()
            .seen(waited, troubled, detail)
            .heard(known == null ? null : known.heardAt(), order.now(), InstallForward.POLL);
    if (isSilent(same)) {
      return silent(same);
    }
    if (report != null && troubled.exceeds(recovers(report))) {
      return reportedFailure(same, report);
    }
    return waited.exceeds(INSTALLS_WITHIN)
        ? failed(
            same,
            "INSTALL_TIMEOUT",
            "the host of " + same.address() + " did not finish: " + detail,
            "see the host's agent.log")
        : new HostLook.Awaited(same);
  }

  /** A record is made by people, or spreads: that takes longer than what an agent overcomes. */
  private Duration recovers(AgentReport report) {
    AgentFailure failure = report.failure();
    return failure != null && failure.code().equals(AgentFailure.ADDRESS_NOT_RESOLVED)
        ? patience.resolvesWithin()
        : RECOVERS_WITHIN;
  }

  private boolean isSilent(HostWork host) {
    return host.silence() != null && host.silence().exceeds(patience.silentAfter());
  }

  private HostLook silent(HostWork host) {
    return failed(
        host,
        "AGENT_SILENT",
        "the agent of host %s (%s) was not heard for %d s; the last it said: %s"
            .formatted(
                host.hostRequestId(),
                host.address(),
                patience.silentAfter().toSeconds(),
                host.detail()),
        "see whether the host runs, and its agent.log; if it is dead for good, end it there (on"
            + " EC2: terminate it)");
  }

  private static HostLook reportedFailure(HostWork host, AgentReport report) {
    AgentFailure failure = report.failure();
    return failure == null
        ? failed(
            host,
            report.status() == AgentStatus.FAILED ? "INSTALL_FAILED" : "AGENT_ERROR",
            report.detail(),
            "see the host's agent.log")
        : failed(host, failure.code(), failure.detail(), failure.remedy());
  }

  private static HostLook failed(HostWork host, String code, String detail, String remedy) {
    return new HostLook.Failed(host, new Cause("install", code, detail, remedy));
  }
}
