package dev.offshoot.mongoadmin.app;

import dev.offshoot.contracts.MemberMachine;
import dev.offshoot.contracts.MemberSoftware;
import dev.offshoot.mongoadmin.domain.BsonFields;
import dev.offshoot.mongoadmin.domain.CompatibilityVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** Reads software and machine of a member from what it said; "unknown" where it did not say. */
final class SoftwareReading {

  private static final String CACHE_USED = "bytes currently in the cache";
  private static final long MEBIBYTE = 1L << 20;
  private static final double GIBIBYTE = 1L << 30;
  private static final String UNKNOWN = "unknown";

  /** Modes in which members may still prove themselves with a keyfile. */
  private static final List<String> KEYFILE_MODES = List.of("keyFile", "sendKeyFile", "sendX509");

  private SoftwareReading() {}

  /** Empty when not even the version is known. */
  static Optional<MemberSoftware> software(MemberSurvey survey) {
    return survey.facts().buildInfo().answer().map(build -> software(survey, build));
  }

  private static MemberSoftware software(MemberSurvey survey, BsonDocument build) {
    Optional<BsonDocument> said = survey.facts().options().answer();
    BsonDocument options = said.map(SoftwareReading::parsed).orElse(new BsonDocument());
    BsonDocument storage = BsonFields.document(options, "storage");
    BsonDocument wiredTiger = BsonFields.document(storage, "wiredTiger");
    BsonDocument engine = BsonFields.document(wiredTiger, "engineConfig");
    BsonDocument collections = BsonFields.document(wiredTiger, "collectionConfig");
    Optional<CompatibilityVersion> fcv = survey.facts().compatibility().answer();
    List<String> modules = BsonFields.texts(build, "modules");
    return new MemberSoftware(
        BsonFields.text(build, "version").orElse(UNKNOWN),
        modules.contains("enterprise"),
        modules,
        fcv.map(CompatibilityVersion::version).orElse(null),
        fcv.map(CompatibilityVersion::target).orElse(null),
        storageEngine(survey),
        BsonFields.flag(storage, "directoryPerDB"),
        BsonFields.flag(engine, "directoryForIndexes"),
        BsonFields.text(collections, "blockCompressor").orElse(null),
        BsonFields.text(storage, "dbPath").orElse(null),
        said.isPresent() ? TlsReading.mode(survey) : UNKNOWN,
        said.isPresent() ? clusterAuthMode(survey, options) : UNKNOWN,
        accessControl(survey),
        setParameters(options),
        said.flatMap(reply -> managedBy(survey, reply)).orElse(null),
        TlsReading.settings(survey));
  }

  static BsonDocument parsed(BsonDocument reply) {
    return BsonFields.document(reply, "parsed");
  }

  private static String storageEngine(MemberSurvey survey) {
    return survey
        .facts()
        .server()
        .answer()
        .flatMap(status -> BsonFields.text(BsonFields.document(status, "storageEngine"), "name"))
        .orElse(UNKNOWN);
  }

  /** As it is now: a running member's mode can be changed; without members' login it is none. */
  private static String clusterAuthMode(MemberSurvey survey, BsonDocument options) {
    BsonDocument security = BsonFields.document(options, "security");
    if (!security.containsKey("keyFile") && !security.containsKey("clusterAuthMode")) {
      return "none";
    }
    return survey
        .facts()
        .modes()
        .answer()
        .flatMap(modes -> BsonFields.text(modes, "clusterAuthMode"))
        .orElse(UNKNOWN);
  }

  /** Whether members prove themselves with a keyfile; empty when the options were not read. */
  static Optional<Boolean> usesKeyfile(MemberSurvey survey) {
    return survey
        .facts()
        .options()
        .answer()
        .map(reply -> clusterAuthMode(survey, parsed(reply)))
        .map(KEYFILE_MODES::contains);
  }

  /** Whether access control is on; taken for on when the options were not read. */
  static boolean accessControl(MemberSurvey survey) {
    return survey
        .facts()
        .options()
        .answer()
        .map(reply -> BsonFields.document(parsed(reply), "security"))
        .map(
            security ->
                BsonFields.text(security, "authorization").filter("enabled"::equals).isPresent()
                    || security.containsKey("keyFile")
                    || security.containsKey("clusterAuthMode"))
        .orElse(true);
  }

  /** Whether it is a shard or config server by its options. */
  static boolean partOfShardedCluster(MemberSurvey survey) {
    return survey
        .facts()
        .options()
        .answer()
        .map(reply -> BsonFields.document(parsed(reply), "sharding").containsKey("clusterRole"))
        .orElse(false);
  }

  private static Map<String, String> setParameters(BsonDocument options) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (Map.Entry<String, BsonValue> entry :
        BsonFields.document(options, "setParameter").entrySet()) {
      parameters.put(entry.getKey(), text(entry.getValue()));
    }
    return parameters;
  }

  private static String text(BsonValue value) {
    if (value.isString()) {
      return value.asString().getValue();
    }
    String json = new BsonDocument("v", value).toJson();
    return json.substring("{\"v\": ".length(), json.length() - 1);
  }

  private static Optional<String> managedBy(MemberSurvey survey, BsonDocument options) {
    String argv = String.join(" ", BsonFields.texts(options, "argv"));
    if (survey.address().host().endsWith(".mongodb.net")) {
      return Optional.of("MongoDB Atlas");
    }
    if (survey.address().host().endsWith(".svc.cluster.local")) {
      return Optional.of("a Kubernetes operator");
    }
    return argv.contains("mms-automation") || argv.contains("automation-mongod.conf")
        ? Optional.of("the MongoDB automation agent (Ops Manager or Cloud Manager)")
        : Optional.empty();
  }

  /** Null when the member did not tell of its machine. */
  static @Nullable MemberMachine machine(MemberSurvey survey) {
    Optional<BsonDocument> host = survey.facts().host().answer();
    Optional<BsonDocument> server = survey.facts().server().answer();
    if (host.isEmpty() || server.isEmpty()) {
      return null;
    }
    BsonDocument system = BsonFields.document(host.get(), "system");
    BsonDocument os = BsonFields.document(host.get(), "os");
    BsonDocument cache =
        BsonFields.document(BsonFields.document(server.get(), "wiredTiger"), "cache");
    long physical = BsonFields.number(system, "memSizeMB", 0);
    long limit = BsonFields.number(system, "memLimitMB", physical);
    return new MemberMachine(
        (int) BsonFields.number(system, "numCores", 0),
        Math.min(physical, limit) * MEBIBYTE,
        BsonFields.real(cache, "maximum bytes configured", 0) / GIBIBYTE,
        BsonFields.text(os, "name").map(SoftwareReading::prettyName).orElse(null),
        BsonFields.text(system, "cpuArch").orElse(null),
        BsonFields.number(BsonFields.document(server.get(), "mem"), "resident", 0) * MEBIBYTE,
        cache.containsKey(CACHE_USED) ? BsonFields.number(cache, CACHE_USED, 0) : null,
        cpusUsed(server.get()));
  }

  /**
   * Its processor time by its uptime, to a hundredth; null where serverStatus tells no times, as
   * elsewhere than on Linux.
   */
  private static @Nullable Double cpusUsed(BsonDocument server) {
    BsonDocument times = BsonFields.document(server, "extra_info");
    long uptime = BsonFields.number(server, "uptimeMillis", 0);
    if (!times.containsKey("user_time_us") || uptime <= 0) {
      return null;
    }
    long micros =
        BsonFields.number(times, "user_time_us", 0) + BsonFields.number(times, "system_time_us", 0);
    return Math.round(micros / 10.0 / uptime) / 100.0;
  }

  private static String prettyName(String name) {
    return name.replaceFirst("^PRETTY_NAME=", "").replace("\"", "");
  }
}
