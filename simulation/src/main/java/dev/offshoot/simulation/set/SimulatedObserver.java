package dev.offshoot.simulation.set;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.Observation;
import dev.offshoot.mongoadmin.domain.Commitment;
import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.mongoadmin.domain.MemberState;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.simulation.turn.Turns;
import dev.offshoot.state.app.SetObserver;
import dev.offshoot.state.domain.SetGlance;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What state-service sees of the modelled set. */
public final class SimulatedObserver implements SetObserver {

  static final String VERSION = "6.0.5";
  static final String FCV = "6.0";
  static final String WRITE_CONCERN = "\"majority\"";

  private final Turns turns;
  private final SimulatedSet set;

  /** Looks at this set. */
  public SimulatedObserver(Turns turns, SimulatedSet set) {
    this.turns = turns;
    this.set = set;
  }

  @Override
  public Observation observe(DeploymentReference deployment, List<String> agentAddresses) {
    Optional<SimulatedMember> primary = set.primary();
    ReplicaSetConfiguration configuration = OtherPeople.shown(set.newest());
    String members =
        configuration.members().stream().map(this::member).collect(Collectors.joining(","));
    String json =
        """
        {"observedAt":"%s","setName":"%s","replicaSetId":"%s",%s
         "configVersion":%d,"configTerm":%d,"configurationCommitted":%s,"configuration":%s,
         "members":[%s],
         "databases":[{"name":"shop","dataBytes":104857600,"storageBytes":50000000,
           "indexBytes":1000000,"indexes":3,"collections":2,"documents":2000}],
         "defaultWriteConcern":{"explicit":false,"w":"\\"majority\\""},
         "users":[%s,%s,%s],
         "keyfile":{"required":true,"named":true,"accepted":true}}
        """
            .formatted(
                turns.clock().instant(),
                configuration.setName(),
                configuration.replicaSetId().orElse(""),
                primary.map(p -> "\"primary\":\"" + p.address + "\",").orElse(""),
                configuration.version(),
                configuration.term(),
                primary.filter(p -> Commitments.of(set, p) == Commitment.COMMITTED).isPresent(),
                configuration.document().toJson(),
                members,
                user("observe"),
                user("change"),
                user("prove"));
    return ContractJson.read(json, Observation.class);
  }

  private static String user(String purpose) {
    return "{\"purpose\":\"%s\",\"secret\":\"s\",\"authenticated\":true,\"missing\":[]}"
        .formatted(purpose);
  }

  private String member(MemberEntry entry) {
    Optional<SimulatedMember> living = set.member(entry.address()).filter(SimulatedMember::up);
    String state = living.map(m -> m.state.name()).orElse(MemberState.DOWN.name());
    return """
        {"id":%d,"address":"%s","votes":%d,"priority":%s,"hidden":%s,"arbiterOnly":%s,
         "buildIndexes":true,"delaySeconds":0,"tags":{},"newlyAdded":false,"horizons":false,"horizonAddresses":{},
         "reachable":%s,"state":"%s","healthy":%s,"lagSeconds":0,%s
         "machine":{"cpus":2,"memoryBytes":8589934592,"cacheSizeGb":0.5,"os":"linux",
           "architecture":"x86_64","residentBytes":200000000},
         "fsyncLocked":false,"indexBuilds":[],"initialSyncRunning":%s}
        """
        .formatted(
            entry.id(),
            entry.address(),
            entry.votes(),
            entry.priority(),
            entry.hidden(),
            entry.arbiterOnly(),
            living.isPresent(),
            state,
            living.isPresent(),
            living.isPresent() ? software(entry) : "",
            state.equals("STARTUP2"));
  }

  private String software(MemberEntry entry) {
    String oplog =
        """
        "oplog":{"maxBytes":1038090240,"usedBytes":500000000,"firstAt":"1970-01-01T00:00:00Z",
          "lastAt":"1970-01-01T00:00:00Z","bytesPerSecond":50000,"peakBytesPerSecond":100000},
        """;
    String fcv = set.compatibilityVersion;
    return """
        "software":{"version":"%s","enterprise":false,"modules":[],%s"storageEngine":"wiredTiger",
          "directoryPerDb":false,"directoryForIndexes":true,"blockCompressor":"zstd",
          "dbPath":"/data","tlsMode":"disabled","clusterAuthMode":"keyFile","authorization":true,
          "setParameters":{}},%s
        """
        .formatted(
            VERSION,
            entry.arbiterOnly() ? "" : "\"fcv\":\"" + fcv + "\",",
            entry.arbiterOnly() ? "" : oplog);
  }

  @Override
  public SetGlance glance(DeploymentReference deployment, List<String> addresses) {
    ReplicaSetConfiguration configuration = OtherPeople.shown(set.newest());
    return new SetGlance(
        set.primary().map(p -> p.address.format()).orElse(null),
        configuration.term(),
        configuration.members().stream().map(this::glance).toList());
  }

  private SetGlance.MemberGlance glance(MemberEntry entry) {
    Optional<SimulatedMember> living = set.member(entry.address()).filter(SimulatedMember::up);
    return new SetGlance.MemberGlance(
        entry.address().format(),
        living.map(m -> m.state.name()).orElse("DOWN"),
        living.isPresent());
  }
}
