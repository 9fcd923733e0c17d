package dev.offshoot.planner.domain.design;

import dev.offshoot.planner.domain.observed.ObservedMember;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * mongosh lines that change and look at the set without Offshoot; lines after {@link
 * ByHandHost#UNDO} take the change back. Each reads the configuration fresh, changes only its own
 * member's entry and sends version + 1, so that a change by anybody else in between is refused by
 * the server (code 103) instead of overwritten. What is already as wanted is said and left alone,
 * so that a person who does not know how far Offshoot came types all of them. mongosh asks for the
 * password.
 */
final class ByHandSet {

  /** The line of {@link #isOut}'s answer that says so. */
  static final String OUT = "out of every configuration";

  private static final String SEND =
      " c.version = c.version + 1;"
          + " printjson(db.adminCommand({replSetReconfig: c, maxTimeMS: 60000})); }";

  private final ReplicaSet set;

  ByHandSet(ReplicaSet set) {
    this.set = set;
  }

  List<String> reconfig(Move move) {
    List<String> lines = new ArrayList<>();
    lines.add(onSet(forward(move)));
    lines.add(ByHandHost.UNDO);
    if (move.kind() == Move.Kind.REVEAL) {
      lines.add("# keeps the vote");
    }
    lines.add(onSet(back(move)));
    return lines;
  }

  private String forward(Move move) {
    NewMember member = move.member();
    return switch (move.kind()) {
      case ADD -> add(member);
      case VOTE ->
          present(member)
              + unless("m.votes === " + member.votes())
              + " else { "
              + voteAllowed()
              + "m.votes = "
              + member.votes()
              + ";"
              + SEND;
      case REVEAL -> reveal(member);
    };
  }

  private String back(Move move) {
    NewMember member = move.member();
    return switch (move.kind()) {
      case ADD -> remove(member);
      case VOTE ->
          find(member)
              + unless("!m || m.votes === 0")
              + " else { m.votes = 0; m.priority = 0; m.hidden = true;"
              + SEND;
      case REVEAL ->
          find(member)
              + unless("!m || m.hidden")
              + " else { m.priority = 0; m.hidden = true; m.tags = {};"
              + SEND;
    };
  }

  private static String add(NewMember member) {
    return find(member)
        + unless("m")
        + " else { if (c.members.some(x => x._id === "
        + member.memberId()
        + " || x.host === "
        + quoted(member.addressText())
        + ")) { throw new Error(\"another member has this _id or address: look at rs.conf()\"); }"
        + " c.members.push({_id: "
        + member.memberId()
        + ", host: "
        + quoted(member.addressText())
        + ", votes: 0, priority: 0, hidden: true"
        + (member.horizons().isEmpty() ? "" : ", horizons: " + texts(member.horizons()))
        + "});"
        + SEND;
  }

  private static String reveal(NewMember member) {
    String priority = Quantity.number(member.priority());
    return present(member)
        + " const tags = "
        + texts(member.tags())
        + ";"
        + unless(
            "m.hidden === "
                + member.hidden()
                + " && m.priority === "
                + priority
                + " && JSON.stringify(m.tags || {}) === JSON.stringify(tags)")
        + " else { m.hidden = "
        + member.hidden()
        + "; m.priority = "
        + priority
        + "; m.tags = tags;"
        + SEND;
  }

  private static String remove(NewMember member) {
    return find(member)
        + unless("!m")
        + " else { if (m.votes > 0) { throw new Error(\"take its vote first\"); }"
        + " if (rs.status().members.some(s => s._id === m._id && s.stateStr === \"PRIMARY\"))"
        + " { throw new Error(\"it is primary: step it down first\"); }"
        + " c.members = c.members.filter(x => x !== m);"
        + SEND;
  }

  /** One line that says {@link #OUT}; anything else, also silence, is no. */
  String isOut(NewMember member) {
    return onSet(
        "const c = rs.conf(); if (!c.members.some(x => x._id === "
            + member.memberId()
            + " || x.host === "
            + quoted(member.addressText())
            + ")) { print("
            + quoted("\n" + OUT)
            + "); }");
  }

  private static String find(NewMember member) {
    return "const c = rs.conf(); const m = c.members.find(m => m._id === "
        + member.memberId()
        + " && m.host === "
        + quoted(member.addressText())
        + ");";
  }

  private static String present(NewMember member) {
    return find(member) + " if (!m) { throw new Error(\"no such member: look at rs.conf()\"); }";
  }

  private static String unless(String already) {
    return " if (" + already + ") { print(\"already so\"); }";
  }

  /** A vote for a set that is not well could cost the majority. */
  private static String voteAllowed() {
    return "if (rs.status().members.some(s => ![1, 2, 7].includes(s.state)))"
        + " { throw new Error(\"not every member is well: wait\"); } ";
  }

  List<String> synchronize(NewMember member) {
    return List.of(
        "# repeat until it says SECONDARY",
        onSet(
            "rs.status().members.filter(m => m._id === "
                + member.memberId()
                + ").forEach(m => print(m.name, m.stateStr, m.lastHeartbeatMessage || \"\","
                + " m.infoMessage || \"\"))"),
        ByHandHost.UNDO,
        "# nothing of its own: it ends with the undo of the reconfig that added the member");
  }

  /** The plain proof for a quiet moment; dbHash takes a shared lock on each database in turn. */
  List<String> verify(NewMember member) {
    List<String> lines = new ArrayList<>();
    lines.add("# with writes paused: both lists must be the same");
    Stream.of(counterpart(), member.addressText())
        .map(address -> onMember(address, hashes()))
        .forEach(lines::add);
    lines.add(ByHandHost.UNDO);
    lines.add("# changes nothing; a difference is for a person to judge, wipe nothing");
    return lines;
  }

  private static String hashes() {
    return "db.getMongo().setReadPref(\"secondaryPreferred\");"
        + " db.adminCommand({listDatabases: 1, nameOnly: true}).databases.map(d => d.name)"
        + ".filter(n => n !== \"local\").sort().forEach(n =>"
        + " print(n, db.getSiblingDB(n).runCommand({dbHash: 1}).md5))";
  }

  private String counterpart() {
    return set.possibleSources().stream()
        .map(ObservedMember::address)
        .min(Comparator.naturalOrder())
        .or(() -> set.primary().map(ObservedMember::address))
        .orElse("HOST:PORT");
  }

  List<String> watch(NewMember member) {
    return List.of(
        onSet("rs.printSecondaryReplicationInfo()"),
        ByHandHost.UNDO,
        "# changes nothing; look for " + member.addressText());
  }

  private String onSet(String script) {
    String hosts =
        set.members().stream()
            .filter(m -> !m.arbiterOnly() && !m.hidden())
            .map(ObservedMember::address)
            .collect(Collectors.joining(","));
    return mongosh("mongodb://" + hosts + "/?replicaSet=" + set.observed().setName(), script);
  }

  private String onMember(String address, String script) {
    return mongosh("mongodb://" + address + "/?directConnection=true", script);
  }

  private String mongosh(String uri, String script) {
    String user =
        set.accessControl()
            ? " --username \"${MONGO_USER:?a user with the role clusterAdmin}\""
                + " --authenticationDatabase admin"
            : "";
    return "mongosh --quiet"
        + ByHandTls.options(set)
        + user
        + " "
        + shell(uri)
        + " --eval "
        + shell(script);
  }

  private static String texts(Map<String, String> values) {
    return values.entrySet().stream()
        .map(each -> quoted(each.getKey()) + ": " + quoted(each.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }

  private static String shell(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
