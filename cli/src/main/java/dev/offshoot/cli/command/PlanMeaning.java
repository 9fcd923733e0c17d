package dev.offshoot.cli.command;

import dev.offshoot.contracts.Plan;
import dev.offshoot.contracts.PlanSoftware;
import dev.offshoot.contracts.PlannedCost;
import dev.offshoot.contracts.PlannedHost;
import dev.offshoot.contracts.PlannedMember;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Whether two plans made at different moments mean the same. Their digests differ by design (each
 * plan has host requests of its own, and data grows), so what a person said yes to is compared: the
 * set planned on, and the members to add.
 */
final class PlanMeaning {
  private PlanMeaning() {}

  /** What is different now, a sentence each; empty when the plans mean the same. */
  static List<String> differences(Plan before, Plan now) {
    List<String> all = new ArrayList<>();
    note(all, "the configuration", configuration(before), configuration(now));
    note(all, "the primary", before.basis().primary(), now.basis().primary());
    note(all, "the mongod versions", before.basis().versions(), now.basis().versions());
    note(all, "the FCV", before.basis().fcv(), now.basis().fcv());
    note(
        all,
        "the default write concern",
        before.basis().writeConcern(),
        now.basis().writeConcern());
    note(all, "the mongod to install", mongod(before.software()), mongod(now.software()));
    note(all, "the members to add", members(before), members(now));
    return all;
  }

  private static void note(List<String> all, String what, Object before, Object now) {
    if (!Objects.equals(before, now)) {
      all.add("%s was %s and is %s".formatted(what, before, now));
    }
  }

  private static String mongod(PlanSoftware software) {
    String from = software.mongodFrom();
    return String.join(
        " ",
        from == null
            ? List.of(software.mongodKind(), software.mongodSha256())
            : List.of(software.mongodKind(), from, software.mongodSha256()));
  }

  private static String configuration(Plan plan) {
    return "version %d of term %d"
        .formatted(plan.basis().configVersion(), plan.basis().configTerm());
  }

  // The port of a host that has no address yet is chosen anew with every plan.
  private static List<String> members(Plan plan) {
    return plan.toAdd().stream().map(PlanMeaning::member).toList();
  }

  private static String member(PlannedMember member) {
    return "_id %d votes %d priority %s%s%s%s on %s %s%s%s"
        .formatted(
            member.memberId(),
            member.votes(),
            member.priority(),
            member.hidden() ? " hidden" : "",
            member.tags().isEmpty() ? "" : " tags " + member.tags(),
            member.horizons().isEmpty() ? "" : " horizons " + member.horizons(),
            member.host().provider(),
            member.host().shape(),
            zones(member.host()),
            price(member.host()));
  }

  private static String zones(PlannedHost host) {
    return host.zones().isEmpty() ? "" : " in zones " + String.join(", ", host.zones());
  }

  // The disk is not compared: it grows with the data.
  private static String price(PlannedHost host) {
    PlannedCost cost = host.cost();
    return cost == null
        ? ""
        : " for %.2f %s a month".formatted(cost.hostPerMonth(), cost.currency());
  }
}
