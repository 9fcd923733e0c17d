package dev.offshoot.cli.render;

import dev.offshoot.contracts.Plan;
import dev.offshoot.contracts.PlanCheck;
import dev.offshoot.contracts.PlanForecast;
import dev.offshoot.contracts.PlanSite;
import dev.offshoot.contracts.PlanStep;
import dev.offshoot.contracts.PlanTopology;
import dev.offshoot.contracts.PlanWarning;
import dev.offshoot.contracts.PlannedHost;
import dev.offshoot.contracts.PlannedMember;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a person needs to see before saying yes. */
public final class PlanText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int DIGEST_SHOWN = 12;
  private static final String NO_MAJORITY = "NO MAJORITY";

  private final Plan plan;
  private final Paint paint;
  private final List<String> lines = new ArrayList<>();

  private PlanText(Plan plan, Paint paint) {
    this.plan = plan;
    this.paint = paint;
  }

  /** The plan as lines. */
  public static List<String> lines(Plan plan, Paint paint) {
    PlanText text = new PlanText(plan, paint);
    text.head();
    text.topologies();
    text.members();
    text.amounts();
    text.checks();
    text.steps();
    return text.lines;
  }

  private void head() {
    section(
        "PLAN",
        "%s  %s  digest %s  observed %s  expires %s"
            .formatted(
                plan.id(),
                plan.deployment(),
                shortened(plan.digest()),
                time(plan.observedAt()),
                date(plan.expiresAt())));
    section("GOAL", plan.goal());
  }

  private void topologies() {
    Table table = new Table(paint, "", "NOW", "AFTER").statusColours();
    PlanTopology now = plan.current();
    PlanTopology after = plan.desired();
    table.row("voters", voters(now), voters(after));
    table.row("majority", Integer.toString(now.majority()), Integer.toString(after.majority()));
    table.row("may fail", mayFail(now), mayFail(after));
    for (PlanSite site : after.sites()) {
      if (after.sites().size() > 1) {
        table.row("lose " + site.site(), without(now, site.site()), without(after, site.site()));
      }
    }
    lines.addAll(table.lines());
  }

  private void members() {
    for (PlannedMember member : plan.toAdd()) {
      section(
          "MEMBER",
          "_id %d  %s  votes %d  priority %s  hidden %s%s"
              .formatted(
                  member.memberId(),
                  member.address(),
                  member.votes(),
                  number(member.priority()),
                  member.hidden() ? "yes" : "no",
                  tags(member.tags())));
      member.horizons().forEach((name, address) -> section("HORIZON", name + "  " + address));
      PlannedHost host = member.host();
      section(
          "HOST",
          "%s %s%s: %s CPU, %s memory, %s %s"
              .formatted(
                  host.provider(),
                  host.shape(),
                  place(host),
                  number(host.cpus()),
                  Amounts.bytes(host.memoryBytes()),
                  Amounts.bytes(host.diskBytes()),
                  host.volumeBytes() == null ? "disk" : "data disk of its own"));
      section("COST", CostText.of(host));
    }
    section(
        "SOFTWARE",
        "mongod %s, FCV %s%s, oplog %s, cache %s GB"
            .formatted(
                plan.software().mongodVersion(),
                plan.software().fcv(),
                plan.mongod().keyfile() ? ", keyfile" : "",
                Amounts.bytes(plan.mongod().oplogSizeMb() << 20),
                number(plan.mongod().cacheSizeGb())));
  }

  private static String place(PlannedHost host) {
    return (host.site() == null ? "" : " in " + host.site())
        + (host.zones().isEmpty() ? "" : " (zones " + String.join(", ", host.zones()) + ")");
  }

  private void amounts() {
    PlanForecast forecast = plan.forecast();
    section(
        "SYNC",
        "%s data and %s indexes, %s incl. indexes; possible sources %s%s"
            .formatted(
                Amounts.bytes(forecast.dataBytes()),
                Amounts.bytes(forecast.indexBytes()),
                Amounts.range(forecast.copyLow(), forecast.copyHigh()),
                String.join(", ", forecast.possibleSources()),
                Optional.ofNullable(forecast.oplogWindow())
                    .map(window -> "; oplog window at peak " + Amounts.duration(window))
                    .orElse("")));
    section(
        "PROOF", "exact; reads %s on each side".formatted(Amounts.bytes(forecast.proofBytes())));
  }

  private void checks() {
    String title = "CHECKS";
    for (PlanCheck check : plan.checks()) {
      if (check.outcome().equals("warn")) {
        continue;
      }
      section(title, paint.status(outcome(check)) + " " + check.name() + ": " + check.detail());
      title = "";
    }
    title = "WARN";
    for (PlanWarning warning : plan.warnings()) {
      section(title, paint.attention(warning.code()) + " " + warning.detail());
      title = "";
    }
    if (!plan.accepted().isEmpty()) {
      section("ACCEPTED", String.join(", ", plan.accepted()));
    }
  }

  private void steps() {
    Table table = new Table(paint, "STEPS", "", "touches set", "undo").flushRight(0);
    for (PlanStep step : plan.steps()) {
      table.row(
          Integer.toString(step.number()),
          step.does(),
          step.touchesSet() ? "yes" : "no",
          step.undo().isEmpty() ? "-" : step.undo());
    }
    lines.addAll(table.lines());
  }

  private void section(String title, String text) {
    lines.add(paint.heading("%-10s".formatted(title)) + text);
  }

  private static String voters(PlanTopology topology) {
    String sites =
        topology.sites().size() < 2
            ? ""
            : topology.sites().stream()
                .map(site -> site.voters() + " " + site.site())
                .collect(Collectors.joining(", ", " (", ")"));
    return topology.voters() + sites;
  }

  private static String mayFail(PlanTopology topology) {
    return "elections %d, maj. writes %d"
        .formatted(topology.electionsTolerate(), topology.majorityWritesTolerate());
  }

  private static String without(PlanTopology topology, String name) {
    return topology.sites().stream()
        .filter(site -> site.site().equals(name))
        .findFirst()
        .map(
            site ->
                site.majorityWithoutIt()
                    ? "majority kept (%d of %d)"
                        .formatted(topology.voters() - site.voters(), topology.voters())
                    : NO_MAJORITY)
        .orElse("-");
  }

  private static String outcome(PlanCheck check) {
    return check.outcome().equals("later") ? "--" : check.outcome();
  }

  private static String tags(Map<String, String> tags) {
    return tags.isEmpty()
        ? ""
        : tags.entrySet().stream()
            .map(tag -> tag.getKey() + "=" + tag.getValue())
            .collect(Collectors.joining(",", "  tags ", ""));
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.2f", value);
  }

  /** To the minute: a plan lasts a day. */
  private static String date(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MINUTES).toString();
  }

  private static String time(Instant instant) {
    return TIME.format(instant);
  }

  private static String shortened(String digest) {
    return digest.length() <= DIGEST_SHOWN ? digest : digest.substring(0, DIGEST_SHOWN);
  }
}
