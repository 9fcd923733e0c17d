package dev.offshoot.planner.domain.design;

import dev.offshoot.planner.domain.observed.MemberSoftware;
import dev.offshoot.planner.domain.plan.PlanMongod;
import dev.offshoot.planner.domain.plan.PlanSoftware;
import dev.offshoot.planner.domain.requested.RequestedInstall;
import java.util.ArrayList;
import java.util.List;

/**
 * Shell lines that make and start the new mongod without Offshoot; lines after {@link #UNDO} take
 * it back. They hold no secret: the keyfile is named by the person who types.
 *
 * <p>They are the same for a host that a person prepares and for one that Offshoot made, whose
 * folder {@code MEMBER_DIR_<_id>} then names: the agent lays a member's folder out as these lines
 * do. Each may be typed again, from wherever the step stands, and none ends a process or deletes a
 * folder that is not the member's own.
 */
final class ByHandHost {

  /** Separates what does a step from what undoes it. */
  static final String UNDO = "# undo";

  /** Whether the step that puts a mongod there was undone, or never done. */
  private static final String EMPTY =
      "[ ! -e \"$MEMBER_DIR/mongod.conf\" ] && [ ! -e \"$MEMBER_DIR/data/WiredTiger\" ]";

  private static final String OWN =
      "grep -Fzqx \"$MEMBER_DIR/mongod.conf\" \"/proc/${running:-none}/cmdline\" 2>/dev/null";

  /** mongod's id, from its own lock file; a number left by one that crashed is nobody's. */
  private static final List<String> RUNNING =
      List.of(
          "running=\"$(cat \"$MEMBER_DIR/data/mongod.lock\" 2>/dev/null || true)\"",
          OWN + " || running=\"\"");

  private final Draft draft;
  private final PlanSoftware software;
  private final PlanMongod mongod;

  ByHandHost(Draft draft, PlanSoftware software, PlanMongod mongod) {
    this.draft = draft;
    this.software = software;
    this.mongod = mongod;
  }

  List<String> provision(NewMember member) {
    List<String> lines = new ArrayList<>();
    lines.add("# on the new host of " + member.addressText() + ", as the user mongod shall run as");
    lines.addAll(directory(member));
    lines.add(
        "mkdir -p \"$MEMBER_DIR/data\" \"$MEMBER_DIR/log\" && chmod 700 \"$MEMBER_DIR\""
            + " && df -h \"$MEMBER_DIR\"");
    lines.add(UNDO);
    lines.addAll(directory(member));
    lines.add(
        "if "
            + EMPTY
            + " && [ -e \"$MEMBER_DIR\" ]; then rm -rf -- \"$MEMBER_DIR\";"
            + " else echo \"$MEMBER_DIR holds a mongod, or is gone already\"; fi");
    lines.add(
        "if "
            + EMPTY
            + " && [ \"${HOST_DIR##*/}\" = "
            + member.hostRequestId()
            + " ]; then rm -rf -- \"$HOST_DIR\"; fi");
    return lines;
  }

  List<String> install(NewMember member) {
    List<String> lines = new ArrayList<>();
    lines.add("# on the new host of " + member.addressText());
    lines.addAll(directory(member));
    lines.add("# mongod " + software.mongodVersion() + source());
    lines.add("if [ -x \"$MEMBER_DIR/bin/mongod\" ]; then MONGOD=\"$MEMBER_DIR/bin/mongod\"; fi");
    lines.add("MONGOD=\"${MONGOD:-" + binary() + "}\"");
    lines.add("\"$MONGOD\" --version | grep -F 'v" + software.mongodVersion() + "'");
    lines.addAll(reach());
    lines.addAll(RUNNING);
    lines.add("if [ -n \"$running\" ]; then echo \"mongod runs already, process $running\"; else");
    if (mongod.keyfile()) {
      lines.add(
          "install -m 0400 \"${KEYFILE:?path of the keyfile the members use}\""
              + " \"$MEMBER_DIR/keyfile\"");
    }
    lines.addAll(ByHandTls.files(mongod.tls()));
    lines.add("cat > \"$MEMBER_DIR/mongod.conf\" <<EOF");
    lines.addAll(configuration(member));
    lines.add("EOF");
    lines.add("\"$MONGOD\" --config \"$MEMBER_DIR/mongod.conf\"");
    lines.add("fi");
    lines.add(UNDO);
    lines.addAll(out(member));
    lines.addAll(directory(member));
    lines.addAll(RUNNING);
    lines.add(
        "if [ -n \"$out\" ]; then while " + OWN + "; do kill \"$running\" && sleep 1; done; fi");
    lines.add(
        "if [ -n \"$out\" ]; then rm -rf -- \"$MEMBER_DIR/data\" \"$MEMBER_DIR/log\""
            + " \"$MEMBER_DIR/keyfile\""
            + ByHandTls.removed(mongod.tls())
            + " \"$MEMBER_DIR/mongod.conf\"; fi");
    return lines;
  }

  private String source() {
    return switch (software.mongodKind()) {
      case RequestedInstall.EXISTING -> ", the one this host has";
      case RequestedInstall.PACKAGE -> ", of the package " + software.mongodFrom();
      default -> ", SHA-256 " + software.mongodSha256();
    };
  }

  private String binary() {
    String from = software.mongodFrom();
    boolean existing = software.mongodKind().equals(RequestedInstall.EXISTING);
    return existing && from != null ? from : "mongod";
  }

  /**
   * Sets {@code out} when the set's own configuration names the member no more. A set that does not
   * answer, or no mongosh here, leaves it empty: nothing is then stopped or deleted.
   */
  private List<String> out(NewMember member) {
    String ask = new ByHandSet(draft.set()).isOut(member);
    return List.of(
        "# asks the set first: only a member that is in no configuration any more is stopped",
        "out=\"\"; if "
            + ask
            + " | tee -a /dev/stderr | grep -q '^"
            + ByHandSet.OUT
            + "'; then out=yes; else echo \""
            + member.addressText()
            + " is a member still, or that cannot be told: nothing is stopped or deleted\"; fi");
  }

  private List<String> reach() {
    return draft.set().addresses().stream()
        .map(
            address ->
                "timeout 5 bash -c '</dev/tcp/%s/%d' && echo reached %s"
                    .formatted(address.host(), address.port(), address.text()))
        .toList();
  }

  /** Where the member lives; an agent there is stopped, because it would follow its last goal. */
  private List<String> directory(NewMember member) {
    String name =
        (draft.input().deployment().name() + "-" + member.memberId())
            .replaceAll("[^A-Za-z0-9._-]", "_");
    return List.of(
        "MEMBER_DIR=\"${MEMBER_DIR_" + member.memberId() + ":-$HOME/offshoot-" + name + "}\"",
        "# an agent of Offshoot in the folder around it ends first; mongod goes on without it",
        "HOST_DIR=\"$(dirname \"$MEMBER_DIR\")\"",
        "agent=\"$(cut -d' ' -f1 \"$HOST_DIR/boot\" 2>/dev/null || true)\"",
        "while grep -Fzqx \"OFFSHOOT_HOST_DIR=$HOST_DIR\" \"/proc/${agent:-none}/environ\""
            + " 2>/dev/null; do kill -- \"-$agent\" && sleep 1; done",
        "unit=\"$(grep -Flsx \"ExecStart=/bin/sh $HOST_DIR/start\""
            + " /etc/systemd/system/offshoot-agent-*.service | head -n 1 || true)\"",
        "if [ -n \"$unit\" ]; then systemctl disable --now \"${unit##*/}\"; fi");
  }

  private List<String> configuration(NewMember member) {
    List<String> lines = new ArrayList<>();
    Address address =
        Address.parse(member.addressText())
            .orElseThrow(() -> new IllegalStateException("no check refused a bad address"));
    lines.add(
        "systemLog: {destination: file, path: \"$MEMBER_DIR/log/mongod.log\", logAppend: true}");
    lines.add("processManagement: {fork: true}");
    String ipv6 = address.host().indexOf(':') >= 0 ? ", ipv6: true" : "";
    lines.add(
        "net: {port: "
            + address.port()
            + ", bindIp: \""
            + address.host()
            + "\""
            + ipv6
            + ", unixDomainSocket: {enabled: false}"
            + ByHandTls.net(mongod.tls())
            + "}");
    lines.add("storage:");
    lines.add("  dbPath: \"$MEMBER_DIR/data\"");
    lines.add("  engine: " + mongod.storageEngine());
    lines.add("  directoryPerDB: " + mongod.directoryPerDb());
    lines.add("  wiredTiger:");
    lines.add(
        "    engineConfig: {cacheSizeGB: "
            + Quantity.number(mongod.cacheSizeGb())
            + ", directoryForIndexes: "
            + mongod.directoryForIndexes()
            + "}");
    if (mongod.blockCompressor() != null) {
      lines.add("    collectionConfig: {blockCompressor: " + mongod.blockCompressor() + "}");
    }
    lines.add(
        "replication: {replSetName: \""
            + draft.set().observed().setName()
            + "\", oplogSizeMB: "
            + mongod.oplogSizeMb()
            + "}");
    lines.addAll(security());
    lines.addAll(parameters());
    return lines;
  }

  private List<String> security() {
    boolean authorization = draft.set().software().anyMatch(MemberSoftware::authorization);
    if (mongod.keyfile()) {
      return List.of(
          "security: {keyFile: \"$MEMBER_DIR/keyfile\", authorization: "
              + (authorization ? "enabled" : "disabled")
              + ByHandTls.clusterAuthMode(mongod.tls())
              + "}");
    }
    return mongod.tls() != null && mongod.tls().authorization()
        ? List.of(
            "security: {authorization: enabled" + ByHandTls.clusterAuthMode(mongod.tls()) + "}")
        : List.of();
  }

  private List<String> parameters() {
    List<String> lines = new ArrayList<>();
    lines.add("setParameter:");
    lines.add("  initialSyncSourceReadPreference: " + mongod.initialSyncSourceReadPreference());
    lines.add(
        "  initialSyncTransientErrorRetryPeriodSeconds: "
            + mongod.initialSyncTransientErrorRetryPeriodSeconds());
    mongod.setParameters().forEach((name, value) -> lines.add("  " + name + ": " + value));
    return lines;
  }
}
