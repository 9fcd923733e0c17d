package dev.offshoot.mongoadmin.app;

import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.CompatibilityVersion;
import dev.offshoot.mongoadmin.domain.CurrentConfiguration;
import dev.offshoot.mongoadmin.domain.DefaultWriteConcern;
import dev.offshoot.mongoadmin.domain.HeldPrivileges;
import dev.offshoot.mongoadmin.domain.HelloView;
import dev.offshoot.mongoadmin.domain.MemberActivity;
import dev.offshoot.mongoadmin.domain.OplogWindow;
import dev.offshoot.mongoadmin.domain.ReplicaSetStatus;
import java.time.Duration;
import java.util.List;
import org.bson.BsonDocument;

/** What a member says of itself and of the set. */
public interface MemberLooks {

  /** hello; needs no login. */
  Answer<HelloView> hello(Duration deadline);

  /** replSetGetStatus. */
  Answer<ReplicaSetStatus> status(Duration deadline);

  /** replSetGetConfig; on the primary with its commitment. */
  Answer<CurrentConfiguration> configuration(Duration deadline);

  /** The configuration on disk (local.system.replset), which alone shows newlyAdded. */
  Answer<BsonDocument> storedConfiguration(Duration deadline);

  /** featureCompatibilityVersion, with the target of a running change. */
  Answer<CompatibilityVersion> compatibilityVersion(Duration deadline);

  /** The default write concern this member knows. */
  Answer<DefaultWriteConcern> defaultWriteConcern(Duration deadline);

  /** Locks and index builds. */
  Answer<MemberActivity> activity(Duration deadline);

  /** Size, span and write rate of the oplog. */
  Answer<OplogWindow> oplog(Duration deadline);

  /** The privileges of the user of this conversation. */
  Answer<HeldPrivileges> privileges(Duration deadline);

  /** buildInfo; needs no login up to 8.0. */
  Answer<BsonDocument> buildInfo(Duration deadline);

  /** getCmdLineOpts. */
  Answer<BsonDocument> startOptions(Duration deadline);

  /** getParameter of tlsMode and clusterAuthMode, which change at runtime. */
  Answer<BsonDocument> modes(Duration deadline);

  /** hostInfo. */
  Answer<BsonDocument> hostInfo(Duration deadline);

  /** serverStatus, only the sections Offshoot reads. */
  Answer<BsonDocument> serverStatus(Duration deadline);

  /** dbStats of every database but local, by name in the field db. */
  Answer<List<BsonDocument>> databaseStats(Duration deadline);
}
