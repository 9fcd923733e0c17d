package dev.offshoot.mongoadmin.adapter;

import dev.offshoot.mongoadmin.app.MemberAdmin;
import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.CompatibilityVersion;
import dev.offshoot.mongoadmin.domain.CurrentConfiguration;
import dev.offshoot.mongoadmin.domain.DefaultWriteConcern;
import dev.offshoot.mongoadmin.domain.HeldPrivileges;
import dev.offshoot.mongoadmin.domain.HelloView;
import dev.offshoot.mongoadmin.domain.MemberActivity;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.Namespace;
import dev.offshoot.mongoadmin.domain.NamespaceCatalogue;
import dev.offshoot.mongoadmin.domain.OplogNote;
import dev.offshoot.mongoadmin.domain.OplogWindow;
import dev.offshoot.mongoadmin.domain.RangeDigest;
import dev.offshoot.mongoadmin.domain.RangeEnd;
import dev.offshoot.mongoadmin.domain.RangeRead;
import dev.offshoot.mongoadmin.domain.RangeReading;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.mongoadmin.domain.ReplicaSetStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.BsonDocument;
import org.bson.BsonTimestamp;

/** One conversation: puts the commands by topic together over one shared client. */
final class DirectMemberAdmin implements MemberAdmin {

  private final SharedClient shared;
  private final LookCommands looks;
  private final OplogCommands oplog;
  private final ChangeCommands changes;
  private final CatalogueCommands catalogue;
  private final RangeCommands ranges;
  private final AtomicBoolean closed = new AtomicBoolean();

  DirectMemberAdmin(SharedClient shared) {
    shared.enter();
    Commands commands = new Commands(shared);
    this.shared = shared;
    this.looks = new LookCommands(commands);
    this.oplog = new OplogCommands(commands);
    this.changes = new ChangeCommands(commands);
    this.catalogue = new CatalogueCommands(commands);
    this.ranges = new RangeCommands(commands);
  }

  @Override
  public MemberAddress address() {
    return shared.address();
  }

  @Override
  public Answer<HelloView> hello(Duration deadline) {
    return looks.hello(deadline);
  }

  @Override
  public Answer<ReplicaSetStatus> status(Duration deadline) {
    return looks.status(deadline);
  }

  @Override
  public Answer<CurrentConfiguration> configuration(Duration deadline) {
    return looks.configuration(deadline);
  }

  @Override
  public Answer<BsonDocument> storedConfiguration(Duration deadline) {
    return looks.storedConfiguration(deadline);
  }

  @Override
  public Answer<CompatibilityVersion> compatibilityVersion(Duration deadline) {
    return looks.compatibilityVersion(deadline);
  }

  @Override
  public Answer<DefaultWriteConcern> defaultWriteConcern(Duration deadline) {
    return looks.defaultWriteConcern(deadline);
  }

  @Override
  public Answer<MemberActivity> activity(Duration deadline) {
    return looks.activity(deadline);
  }

  @Override
  public Answer<OplogWindow> oplog(Duration deadline) {
    return oplog.window(deadline);
  }

  @Override
  public Answer<HeldPrivileges> privileges(Duration deadline) {
    return looks.privileges(deadline);
  }

  @Override
  public Answer<BsonDocument> buildInfo(Duration deadline) {
    return looks.plain("buildInfo", deadline);
  }

  @Override
  public Answer<BsonDocument> startOptions(Duration deadline) {
    return looks.plain("getCmdLineOpts", deadline);
  }

  @Override
  public Answer<BsonDocument> modes(Duration deadline) {
    return looks.modes(deadline);
  }

  @Override
  public Answer<BsonDocument> hostInfo(Duration deadline) {
    return looks.plain("hostInfo", deadline);
  }

  @Override
  public Answer<BsonDocument> serverStatus(Duration deadline) {
    return looks.serverStatus(deadline);
  }

  @Override
  public Answer<List<BsonDocument>> databaseStats(Duration deadline) {
    return catalogue.databaseStats(deadline);
  }

  @Override
  public Answer<BsonDocument> reconfigure(
      ReplicaSetConfiguration configuration, Duration maxTime, String comment) {
    return changes.reconfigure(configuration, maxTime, comment);
  }

  @Override
  public Answer<BsonDocument> appendNote(String marker, BsonDocument detail, Duration deadline) {
    return changes.appendNote(marker, detail, deadline);
  }

  @Override
  public Answer<BsonDocument> dropConnections(MemberAddress removed, Duration deadline) {
    return changes.dropConnections(removed, deadline);
  }

  @Override
  public Answer<NamespaceCatalogue> catalogue(Duration deadline) {
    return catalogue.catalogue(deadline);
  }

  @Override
  public Answer<CollectionSize> size(Namespace namespace, Duration deadline) {
    return catalogue.size(namespace, deadline);
  }

  @Override
  public Answer<RangeReading<RangeDigest>> digestRange(RangeRead read, Duration deadline) {
    return ranges.digest(read, deadline);
  }

  @Override
  public Answer<RangeReading<RangeEnd>> findBoundary(
      RangeRead read, long documents, Duration deadline) {
    return ranges.boundary(read, documents, deadline);
  }

  @Override
  public Answer<Optional<OplogNote>> findNote(
      String marker, BsonTimestamp since, Duration deadline) {
    return oplog.findNote(marker, since, deadline);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      shared.leave();
    }
  }
}
