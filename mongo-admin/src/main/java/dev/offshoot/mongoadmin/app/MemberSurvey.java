package dev.offshoot.mongoadmin.app;

import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.CompatibilityVersion;
import dev.offshoot.mongoadmin.domain.CurrentConfiguration;
import dev.offshoot.mongoadmin.domain.DefaultWriteConcern;
import dev.offshoot.mongoadmin.domain.HeldPrivileges;
import dev.offshoot.mongoadmin.domain.HelloView;
import dev.offshoot.mongoadmin.domain.MemberActivity;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.OplogWindow;
import dev.offshoot.mongoadmin.domain.ReplicaSetStatus;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;

/**
 * Everything one member was asked, with each answer as it came.
 *
 * @param address who
 * @param hello hello, without login where the login failed
 * @param views what it says of the set
 * @param facts what it says of itself
 */
record MemberSurvey(
    MemberAddress address, Answer<HelloView> hello, SetViews views, MemberFacts facts) {

  /**
   * What a member says of the set.
   *
   * @param status replSetGetStatus
   * @param configuration replSetGetConfig
   * @param stored the configuration on disk
   * @param writeConcern the default write concern
   * @param privileges what the observing user may
   */
  record SetViews(
      Answer<ReplicaSetStatus> status,
      Answer<CurrentConfiguration> configuration,
      Answer<BsonDocument> stored,
      Answer<DefaultWriteConcern> writeConcern,
      Answer<HeldPrivileges> privileges) {}

  /**
   * What a member says of itself.
   *
   * @param buildInfo buildInfo
   * @param options getCmdLineOpts
   * @param modes getParameter of tlsMode and clusterAuthMode
   * @param compatibility featureCompatibilityVersion
   * @param activity locks and index builds
   * @param oplog its oplog
   * @param host hostInfo
   * @param server serverStatus
   * @param databases dbStats of each database
   * @param certificate the certificate it shows; empty when none was seen
   */
  record MemberFacts(
      Answer<BsonDocument> buildInfo,
      Answer<BsonDocument> options,
      Answer<BsonDocument> modes,
      Answer<CompatibilityVersion> compatibility,
      Answer<MemberActivity> activity,
      Answer<OplogWindow> oplog,
      Answer<BsonDocument> host,
      Answer<BsonDocument> server,
      Answer<List<BsonDocument>> databases,
      Optional<ShownCertificate> certificate) {}

  Optional<HelloView> said() {
    return hello.answer();
  }

  boolean reachable() {
    return said().isPresent();
  }

  boolean callsItselfPrimary() {
    return said().map(HelloView::isWritablePrimary).orElse(false);
  }

  boolean isArbiter() {
    return said().map(HelloView::isArbiter).orElse(false);
  }

  /** Whether it is up to date enough to know the set's users. */
  boolean servesUsers() {
    return said().map(view -> view.isWritablePrimary() || view.isSecondary()).orElse(false);
  }

  Optional<ReplicaSetStatus> status() {
    return views.status().answer();
  }
}
