package dev.offshoot.agent.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a host shall be; every kind is reached by steps that can be repeated. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Goal.Profile.class, name = "Profile"),
  @JsonSubTypes.Type(value = Goal.RunMongod.class, name = "RunMongod"),
  @JsonSubTypes.Type(value = Goal.SettleMongod.class, name = "SettleMongod"),
  @JsonSubTypes.Type(value = Goal.RemoveMongod.class, name = "RemoveMongod"),
  @JsonSubTypes.Type(value = Goal.LeaveMongod.class, name = "LeaveMongod")
})
public sealed interface Goal {

  /** Name of the kind on the wire and in messages. */
  default String kind() {
    return getClass().getSimpleName();
  }

  /** Only say what the host is. */
  record Profile() implements Goal {}

  /**
   * Run an empty mongod that waits to be added, and prove that it can reach the set.
   *
   * @param artifact what to install
   * @param address HOST:PORT the member will have
   * @param setName replica set name
   * @param options how mongod is configured
   * @param keyfile content of the keyfile; absent when the set has no access control
   * @param members HOST:PORT of every configured member that must be reached
   * @param runbook lines with which a person finishes or undoes without Offshoot, kept on the host;
   *     no secret is in them
   * @param tls its TLS; absent when the set uses none
   * @param conform what the agent shall set on its host first, by the names in {@link HostSetting};
   *     absent for a machine that is not ours alone
   */
  record RunMongod(
      MongodArtifact artifact,
      String address,
      String setName,
      MongodOptions options,
      @Nullable Secret keyfile,
      List<String> members,
      List<String> runbook,
      @Nullable MongodTls tls,
      Map<String, String> conform)
      implements Goal {

    /** Copies the collections; absent ones read as empty. */
    public RunMongod {
      members = members == null ? List.of() : List.copyOf(members);
      runbook = runbook == null ? List.of() : List.copyOf(runbook);
      conform =
          conform == null
              ? Collections.emptyMap()
              : Collections.unmodifiableMap(new TreeMap<>(conform));
    }

    /** The same with what was not stored with it. */
    public RunMongod with(@Nullable Secret key, @Nullable MongodTls served) {
      return new RunMongod(
          artifact, address, setName, options, key, members, runbook, served, conform);
    }
  }

  /**
   * The member is synchronized and promoted: take what only the synchronization needed out of the
   * file.
   */
  record SettleMongod() implements Goal {}

  /**
   * Stop mongod and delete what the agent created, provided the set's configuration does not name
   * the member.
   *
   * @param removedAtVersion version of a committed configuration without the member; absent when it
   *     was never added
   * @param removedAtTerm term of that configuration
   * @param replicaSetId settings.replicaSetId, so that another set's answer is not taken for this
   *     one's
   * @param members HOST:PORT of configured members that may be asked
   * @param staysOn whether the machine was there before and stays: its agent goes on afterwards,
   *     and waits for the next goal
   * @param keepData whether mongod's folder is set aside as it is, instead of deleted
   */
  record RemoveMongod(
      @Nullable Long removedAtVersion,
      @Nullable Long removedAtTerm,
      String replicaSetId,
      List<String> members,
      boolean staysOn,
      boolean keepData)
      implements Goal {

    /** Of a host that was made: its agent ends, and nothing but logs is kept. */
    public RemoveMongod(
        @Nullable Long removedAtVersion,
        @Nullable Long removedAtTerm,
        String replicaSetId,
        List<String> members) {
      this(removedAtVersion, removedAtTerm, replicaSetId, members, false, false);
    }

    /** Copies the members; absent ones read as none. */
    public RemoveMongod {
      members = members == null ? List.of() : List.copyOf(members);
    }
  }

  /**
   * Leave a machine that is its owner's alone from now on: mongod is not touched, and all that is
   * the agent's own is deleted. An agent that does not know this kind cannot read the goal, and
   * does nothing.
   *
   * @param address HOST:PORT of the member that stays; absent when the machine carries none
   */
  record LeaveMongod(@Nullable String address) implements Goal {}
}
