package dev.offshoot.planner.domain.design;

import dev.offshoot.planner.domain.observed.MemberSoftware;
import dev.offshoot.planner.domain.plan.PlanMongod;
import dev.offshoot.planner.domain.plan.PlanSoftware;
import java.util.ArrayList;
import java.util.List;

/**
 * Shell lines that make and start the new mongod without Offshoot; lines after {@link #UNDO} take
 * it back. They hold no secret: the keyfile is named by the person who types.
 */
final class ByHandHost {

  /** Separates what does a step from what undoes it. */
  static final String UNDO = "# undo";

  private final Draft draft;
  private final PlanSoftware software;
  private final PlanMongod mongod;

  ByHandHost(Draft draft, PlanSoftware software, PlanMongod mongod) {
    this.draft = draft;
    this.software = software;
    this.mongod = mongod;
  }

  List<String> provision(NewMember member) {
    return List.of(
        "# on the new host of " + member.addressText() + ", as the user mongod shall run as",
        directory(member),
        "mkdir -p \"$MEMBER_DIR/data\" && chmod 700 \"$MEMBER_DIR\" && df -h \"$MEMBER_DIR\"",
        UNDO,
        directory(member),
        "test ! -e \"$MEMBER_DIR/mongod.pid\" && rm -r -- \"$MEMBER_DIR\"");
  }

  List<String> install(NewMember member) {
    List<String> lines = new ArrayList<>();
    lines.add("# on the new host of " + member.addressText());
    lines.add(directory(member));
    lines.add("# mongod " + software.mongodVersion() + ", SHA-256 " + software.mongodSha256());
    lines.add("MONGOD=\"${MONGOD:-mongod}\"");
    lines.add("\"$MONGOD\" --version | grep -F 'v" + software.mongodVersion() + "'");
    if (mongod.keyfile()) {
      lines.add(
          "install -m 0400 \"${KEYFILE:?path of the keyfile the members use}\""
              + " \"$MEMBER_DIR/keyfile\"");
    }
    lines.add("cat > \"$MEMBER_DIR/mongod.conf\" <<EOF");
    lines.addAll(configuration(member));
    lines.add("EOF");
    for (Address address : draft.set().addresses()) {
      lines.add(
          "timeout 5 bash -c '</dev/tcp/"
              + address.host()
              + "/"
              + address.port()
              + "' && echo reached "
              + address.text());
    }
    lines.add("\"$MONGOD\" --config \"$MEMBER_DIR/mongod.conf\"");
    lines.add(UNDO);
    lines.add("# only when the member is in no configuration any more");
    lines.add(directory(member));
    lines.add("kill \"$(cat \"$MEMBER_DIR/mongod.pid\")\"");
    lines.add(
        "while kill -0 \"$(cat \"$MEMBER_DIR/mongod.pid\")\" 2>/dev/null; do sleep 1; done;"
            + " rm -rf -- \"$MEMBER_DIR/data\" \"$MEMBER_DIR/keyfile\""
            + " \"$MEMBER_DIR/mongod.conf\" \"$MEMBER_DIR/mongod.pid\"");
    return lines;
  }

  private String directory(NewMember member) {
    String name =
        (draft.input().deployment().name() + "-" + member.memberId())
            .replaceAll("[^A-Za-z0-9._-]", "_");
    return "MEMBER_DIR=\"${MEMBER_DIR:-$HOME/offshoot-" + name + "}\"";
  }

  private List<String> configuration(NewMember member) {
    List<String> lines = new ArrayList<>();
    Address address =
        Address.parse(member.addressText())
            .orElseThrow(() -> new IllegalStateException("no check refused a bad address"));
    lines.add("systemLog: {destination: file, path: \"$MEMBER_DIR/mongod.log\", logAppend: true}");
    lines.add("processManagement: {fork: true, pidFilePath: \"$MEMBER_DIR/mongod.pid\"}");
    String ipv6 = address.host().indexOf(':') >= 0 ? ", ipv6: true" : "";
    lines.add(
        "net: {port: " + address.port() + ", bindIp: \"" + address.host() + "\"" + ipv6 + "}");
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
              + "}");
    }
    return List.of();
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
