package dev.offshoot.monitor;

import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.mongoadmin.app.MemberData.CollectionSize;
import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.CatalogueEntry;
import dev.offshoot.mongoadmin.domain.Commitment;
import dev.offshoot.mongoadmin.domain.CompatibilityVersion;
import dev.offshoot.mongoadmin.domain.CurrentConfiguration;
import dev.offshoot.mongoadmin.domain.DefaultWriteConcern;
import dev.offshoot.mongoadmin.domain.HelloView;
import dev.offshoot.mongoadmin.domain.KeyRange;
import dev.offshoot.mongoadmin.domain.MemberActivity;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.Namespace;
import dev.offshoot.mongoadmin.domain.NamespaceCatalogue;
import dev.offshoot.mongoadmin.domain.OpTime;
import dev.offshoot.mongoadmin.domain.OplogNote;
import dev.offshoot.mongoadmin.domain.RangeDigest;
import dev.offshoot.mongoadmin.domain.RangeEnd;
import dev.offshoot.mongoadmin.domain.RangeRead;
import dev.offshoot.mongoadmin.domain.RangeReading;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.mongoadmin.domain.ReplicaSetStatus;
import dev.offshoot.monitor.app.ReplicaSet;
import dev.offshoot.monitor.app.ReplicaSets;
import dev.offshoot.monitor.domain.MemberReading;
import dev.offshoot.monitor.domain.PrimaryReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;

/**
 * A replica set in memory that obeys the server's rules for configurations. Documents are numbers
 * with a text. A test can stand before and after every call: to crash, to abort, to change the set.
 */
public final class FakeSet implements ReplicaSets, ReplicaSet {

  /** Address of the first primary. */
  public static final MemberAddress FIRST = MemberAddress.parse("db0:27017");

  private final Map<MemberAddress, FakeMember> members = new LinkedHashMap<>();
  private final List<ReplicaSetConfiguration> installed = new ArrayList<>();
  private final List<ReplicaSetConfiguration> sent = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private ReplicaSetConfiguration configuration;
  private MemberAddress primary = FIRST;
  private boolean committed = true;
  private CompatibilityVersion fcv = new CompatibilityVersion("6.0", null);
  private DefaultWriteConcern writeConcern = new DefaultWriteConcern(false, "\"majority\"");
  private Runnable beforeCall = () -> {};
  private Runnable afterCall = () -> {};

  /** Three voters, equal in everything. */
  public FakeSet() {
    StringBuilder entries = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      MemberAddress address = MemberAddress.parse("db" + i + ":27017");
      members.put(address, FakeMember.inService());
      entries
          .append(i == 0 ? "" : ",")
          .append(
              "{_id:%d,host:'%s',arbiterOnly:false,buildIndexes:true,hidden:false,priority:1,tags:{},secondaryDelaySecs:{$numberLong:'0'},votes:1}"
                  .formatted(i, address));
    }
    this.configuration =
        ReplicaSetConfiguration.of(
            BsonDocument.parse(
                "{_id:'orders',version:5,term:2,members:[%s],settings:{getLastErrorModes:{any:{site:1}}}}"
                    .formatted(entries)));
  }

  /** What a member is and holds. */
  public static final class FakeMember {
    public boolean up = true;
    public boolean healthy = true;
    public String version = "6.0.5";
    public int state = 2;
    public int syncLooks;
    public boolean knowsUsers = true;
    public BsonDocument syncStatus = new BsonDocument();
    public List<String> indexBuilds = List.of();
    public SortedMap<String, NavigableMap<Integer, String>> data = sample();

    static FakeMember inService() {
      return new FakeMember();
    }

    static FakeMember empty() {
      FakeMember member = new FakeMember();
      member.state = 0;
      member.syncLooks = 3;
      member.data = new TreeMap<>();
      return member;
    }

    private static SortedMap<String, NavigableMap<Integer, String>> sample() {
      SortedMap<String, NavigableMap<Integer, String>> data = new TreeMap<>();
      for (String name : List.of("shop.orders", "shop.customers", "mixed.empty")) {
        TreeMap<Integer, String> documents = new TreeMap<>();
        for (int i = 0; !name.endsWith("empty") && i < 50; i++) {
          documents.put(i, name + " " + i);
        }
        data.put(name, documents);
      }
      return data;
    }
  }

  /** An empty mongod that waits at this address. */
  public FakeMember waitingAt(String address) {
    FakeMember member = FakeMember.empty();
    members.put(MemberAddress.parse(address), member);
    return member;
  }

  public FakeMember member(String address) {
    return members.get(MemberAddress.parse(address));
  }

  public ReplicaSetConfiguration configuration() {
    return configuration;
  }

  /** Every configuration that was ever in force after the first. */
  public List<ReplicaSetConfiguration> installed() {
    return List.copyOf(installed);
  }

  /** Every configuration that was ever sent, installed or not. */
  public List<ReplicaSetConfiguration> sent() {
    return List.copyOf(sent);
  }

  public void primary(String address) {
    this.primary = MemberAddress.parse(address);
  }

  public void committed(boolean now) {
    this.committed = now;
  }

  public void fcv(CompatibilityVersion now) {
    this.fcv = now;
  }

  public void writeConcern(DefaultWriteConcern now) {
    this.writeConcern = now;
  }

  /** Somebody else's reconfig. */
  public void foreign(ReplicaSetConfiguration other) {
    this.configuration = other;
  }

  public void beforeEachCall(Runnable action) {
    this.beforeCall = action;
  }

  public void afterEachCall(Runnable action) {
    this.afterCall = action;
  }

  /** A command as it reaches the server, perhaps late. */
  public Answer<String> arrive(ReplicaSetConfiguration next) {
    if (next.version() <= configuration.version()) {
      return new Answer.Refused<>(
          103,
          "NewReplicaSetConfigurationIncompatible",
          "version and term must be greater than old");
    }
    if (Math.abs(next.voters() - configuration.voters()) > 1) {
      return new Answer.Refused<>(103, "NewReplicaSetConfigurationIncompatible", "voters");
    }
    configuration = next;
    installed.add(next);
    return new Answer.Answered<>("done");
  }

  private interface Question<T> {
    T ask();
  }

  private <T> T call(Question<T> question) {
    beforeCall.run();
    T answer = question.ask();
    afterCall.run();
    return answer;
  }

  @Override
  public ReplicaSet open(String expansionId, DeploymentReference deployment) {
    return this;
  }

  @Override
  public void done(String expansionId) {}

  @Override
  public Answer<PrimaryReading> readPrimary(List<MemberAddress> known) {
    return call(
        () ->
            members.get(primary).up
                ? new Answer.Answered<>(
                    new PrimaryReading(
                        primary,
                        new CurrentConfiguration(
                            configuration,
                            committed ? Commitment.COMMITTED : Commitment.NOT_COMMITTED),
                        statusOf(primary),
                        fcv,
                        writeConcern))
                : new Answer.Unreachable<>("no primary"));
  }

  @Override
  public List<MemberReading> readMembers(List<MemberAddress> asked) {
    return call(() -> asked.stream().map(this::reading).toList());
  }

  private MemberReading reading(MemberAddress address) {
    FakeMember member = members.get(address);
    return new MemberReading(
        address,
        statusAnswer(address),
        member.up
            ? new Answer.Answered<>(new MemberActivity(false, member.indexBuilds))
            : new Answer.Unreachable<>("down"),
        member.up ? new Answer.Answered<>(member.version) : new Answer.Unreachable<>("down"));
  }

  @Override
  public Answer<HelloView> hello(MemberAddress address) {
    return call(
        () ->
            members.get(address).up
                ? new Answer.Answered<>(
                    new HelloView(
                        configuration.member(address).isPresent()
                            ? BsonDocument.parse("{setName:'orders'}")
                            : BsonDocument.parse("{isreplicaset:true}")))
                : new Answer.Unreachable<>("connection refused"));
  }

  @Override
  public Answer<ReplicaSetStatus> status(MemberAddress address) {
    return call(
        () -> {
          synchronize(address);
          return statusAnswer(address);
        });
  }

  private Answer<ReplicaSetStatus> statusAnswer(MemberAddress address) {
    FakeMember member = members.get(address);
    if (!member.up) {
      return new Answer.Unreachable<>("connection refused");
    }
    return member.knowsUsers
        ? new Answer.Answered<>(statusOf(address))
        : new Answer.NotAuthenticated<>("no such user");
  }

  private void synchronize(MemberAddress address) {
    FakeMember member = members.get(address);
    boolean configured = configuration.member(address).isPresent();
    if (!configured || !member.up || member.state == 2) {
      return;
    }
    member.state = 5;
    if (member.syncLooks-- <= 0) {
      member.state = 2;
      members.get(FIRST).data.forEach((name, documents) -> member.data.put(name, copy(documents)));
    }
  }

  private static NavigableMap<Integer, String> copy(NavigableMap<Integer, String> documents) {
    return new TreeMap<>(documents);
  }

  private ReplicaSetStatus statusOf(MemberAddress self) {
    BsonDocument status =
        BsonDocument.parse(
            "{set:'orders',myState:%d,optimes:{lastCommittedOpTime:{ts:{$timestamp:{t:1000,i:1}},t:{$numberLong:'2'}},appliedOpTime:{ts:{$timestamp:{t:1000,i:1}},t:{$numberLong:'2'}}},members:[]}"
                .formatted(state(self)));
    if (!members.get(self).syncStatus.isEmpty() && members.get(self).state == 5) {
      status.append("initialSyncStatus", members.get(self).syncStatus);
    }
    for (var entry : configuration.members()) {
      FakeMember member = members.get(entry.address());
      boolean healthy = member.up && member.healthy;
      BsonDocument row =
          BsonDocument.parse(
              "{_id:%d,name:'%s',health:%d,state:%d,self:%b}"
                  .formatted(
                      entry.id(),
                      entry.address(),
                      healthy ? 1 : 0,
                      healthy ? state(entry.address()) : 8,
                      entry.address().equals(self)));
      if (!healthy) {
        row.append("lastHeartbeatMessage", new BsonString("connection refused"));
      }
      status.getArray("members").add(row);
    }
    return new ReplicaSetStatus(status);
  }

  private int state(MemberAddress address) {
    return address.equals(primary) ? 1 : members.get(address).state;
  }

  @Override
  public Answer<String> reconfigure(MemberAddress on, ReplicaSetConfiguration next, String why) {
    sent.add(next);
    return call(() -> arrive(next));
  }

  @Override
  public void dropConnections(List<MemberAddress> on, MemberAddress removed) {}

  @Override
  public BothSides<NamespaceCatalogue> catalogues(MemberAddress reference, MemberAddress added) {
    return call(
        () ->
            new BothSides<>(
                new Answer.Answered<>(catalogue(reference)),
                new Answer.Answered<>(catalogue(added))));
  }

  private NamespaceCatalogue catalogue(MemberAddress address) {
    return NamespaceCatalogue.of(
        members.get(address).data.keySet().stream()
            .map(
                name ->
                    new CatalogueEntry(
                        Namespace.parse(name),
                        "collection",
                        "uuid of " + name,
                        new BsonDocument(),
                        new TreeMap<>(),
                        null))
            .toList());
  }

  @Override
  public Answer<CollectionSize> size(MemberAddress address, Namespace namespace) {
    return call(
        () -> {
          int documents = documents(address, namespace).size();
          return new Answer.Answered<>(new CollectionSize(documents, documents * 1_000_000L));
        });
  }

  private NavigableMap<Integer, String> documents(MemberAddress address, Namespace namespace) {
    return members.get(address).data.getOrDefault(namespace.toString(), new TreeMap<>());
  }

  @Override
  public Answer<RangeReading<RangeEnd>> boundary(
      MemberAddress address, RangeRead read, long count) {
    return call(
        () ->
            new Answer.Answered<>(
                new RangeReading.Read<>(
                    new RangeEnd(
                        part(address, read).keySet().stream()
                            .skip(count)
                            .findFirst()
                            .map(BsonInt32::new)
                            .orElse(null)))));
  }

  @Override
  public List<BothSides<RangeReading<RangeDigest>>> digests(
      MemberAddress reference, MemberAddress added, List<RangeRead> reads) {
    return call(
        () ->
            reads.stream()
                .map(read -> new BothSides<>(digest(reference, read), digest(added, read)))
                .toList());
  }

  private Answer<RangeReading<RangeDigest>> digest(MemberAddress address, RangeRead read) {
    String content = part(address, read).toString();
    return new Answer.Answered<>(
        new RangeReading.Read<>(
            new RangeDigest(
                "%064x".formatted(content.hashCode() & 0xffffffffL),
                part(address, read).size(),
                content.length())));
  }

  private SortedMap<Integer, String> part(MemberAddress address, RangeRead read) {
    KeyRange range = read.range();
    NavigableMap<Integer, String> all = documents(address, read.namespace());
    int from = range.lower().map(FakeSet::number).orElse(Integer.MIN_VALUE);
    int to = range.upper().map(FakeSet::number).orElse(Integer.MAX_VALUE);
    return all.subMap(from, to);
  }

  private static int number(BsonValue key) {
    return key.asInt32().getValue();
  }

  @Override
  public Answer<String> appendNote(MemberAddress on, String marker) {
    return call(
        () -> {
          notes.add(marker);
          return new Answer.Answered<>("written");
        });
  }

  @Override
  public Answer<Optional<OplogNote>> findNote(
      MemberAddress address, String marker, BsonTimestamp since) {
    return call(
        () ->
            new Answer.Answered<>(
                notes.contains(marker)
                    ? Optional.of(
                        new OplogNote(new OpTime(since, 2), Instant.EPOCH, new BsonDocument()))
                    : Optional.empty()));
  }

  /** Whether two members hold the same. */
  public boolean sameData(String one, String other) {
    return member(one).data.equals(member(other).data)
        && new TreeSet<>(member(one).data.keySet())
            .equals(new TreeSet<>(member(other).data.keySet()));
  }
}
