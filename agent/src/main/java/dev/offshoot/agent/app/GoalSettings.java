package dev.offshoot.agent.app;

import dev.offshoot.agent.domain.Address;
import dev.offshoot.agent.domain.MongodSettings;
import dev.offshoot.agent.domain.TlsSettings;
import dev.offshoot.agent.protocol.Goal.RunMongod;
import dev.offshoot.agent.protocol.MongodOptions;
import dev.offshoot.agent.protocol.MongodTls;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a goal from the wire into what mongod.conf has to say. */
final class GoalSettings {

  private GoalSettings() {}

  static MongodSettings of(RunMongod goal, MemberCertificate.Look.@Nullable Ready certificate) {
    MongodOptions options = goal.options();
    return new MongodSettings(
        goal.setName(),
        Address.parse(goal.address()),
        new MongodSettings.Storage(
            options.storageEngine(),
            options.directoryPerDb(),
            options.directoryForIndexes(),
            options.blockCompressor(),
            options.cacheSizeGb()),
        options.oplogSizeMb(),
        parameters(options),
        tls(goal.tls(), certificate));
  }

  private static @Nullable TlsSettings tls(
      @Nullable MongodTls tls, MemberCertificate.Look.@Nullable Ready certificate) {
    return tls == null || certificate == null
        ? null
        : new TlsSettings(
            tls.mode(),
            tls.clusterAuthMode(),
            tls.authorization(),
            tls.allowConnectionsWithoutCertificates(),
            tls.disabledProtocols(),
            certificate.certificateFile(),
            certificate.authoritiesFile());
  }

  private static Map<String, String> parameters(MongodOptions options) {
    Map<String, String> parameters = new LinkedHashMap<>(options.setParameters());
    if (options.initialSyncSourceReadPreference() != null) {
      parameters.put("initialSyncSourceReadPreference", options.initialSyncSourceReadPreference());
    }
    if (options.initialSyncTransientErrorRetryPeriodSeconds() != null) {
      parameters.put(
          "initialSyncTransientErrorRetryPeriodSeconds",
          options.initialSyncTransientErrorRetryPeriodSeconds().toString());
    }
    return parameters;
  }
}
