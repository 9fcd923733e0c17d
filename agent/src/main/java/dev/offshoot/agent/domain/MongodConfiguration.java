package dev.offshoot.agent.domain;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The text of mongod.conf. Every value a person chose is a quoted YAML string, so that no address,
 * path or parameter can become another key.
 */
public final class MongodConfiguration {

  /** Parameters that only the initial synchronization reads; taken out when it is over. */
  public static final List<String> ONLY_FOR_SYNCHRONIZATION =
      List.of("initialSyncSourceReadPreference", "initialSyncTransientErrorRetryPeriodSeconds");

  /** mongod refuses a smaller cache (storage.wiredTiger.engineConfig.cacheSizeGB). */
  private static final double SMALLEST_CACHE_GB = 0.25;

  private MongodConfiguration() {}

  /** Renders the file. */
  public static String render(MongodSettings settings, MongodPaths paths) {
    StringBuilder yaml = new StringBuilder(600);
    yaml.append("# Written by the Offshoot agent; mongod reads it when it starts.\n");
    yaml.append("net:\n");
    yaml.append("  port: ").append(settings.address().port()).append('\n');
    line(yaml, "  bindIp", settings.address().host());
    if (settings.address().isIpv6()) {
      yaml.append("  ipv6: true\n");
    }
    tls(yaml, settings.tls());
    // mongod takes over the socket file of every other mongod of this machine on the same port.
    yaml.append("  unixDomainSocket:\n    enabled: false\n");
    yaml.append("replication:\n");
    line(yaml, "  replSetName", settings.setName());
    yaml.append("  oplogSizeMB: ").append(settings.oplogSizeMb()).append('\n');
    storage(yaml, settings.storage(), paths.data());
    security(yaml, settings.tls(), paths.keyfile());
    yaml.append("systemLog:\n  destination: file\n  logAppend: true\n");
    line(yaml, "  path", paths.log());
    if (!settings.parameters().isEmpty()) {
      yaml.append("setParameter:\n");
      for (Map.Entry<String, String> parameter : settings.parameters().entrySet()) {
        line(yaml, "  " + parameterName(parameter.getKey()), parameter.getValue());
      }
    }
    return yaml.toString();
  }

  private static void tls(StringBuilder yaml, @Nullable TlsSettings tls) {
    if (tls == null) {
      return;
    }
    yaml.append("  tls:\n");
    line(yaml, "    mode", tls.mode());
    line(yaml, "    certificateKeyFile", tls.certificateFile());
    line(yaml, "    CAFile", tls.authoritiesFile());
    yaml.append("    allowConnectionsWithoutCertificates: ")
        .append(tls.allowConnectionsWithoutCertificates())
        .append('\n');
    if (!tls.disabledProtocols().isEmpty()) {
      line(yaml, "    disabledProtocols", String.join(",", tls.disabledProtocols()));
    }
  }

  private static void security(
      StringBuilder yaml, @Nullable TlsSettings tls, @Nullable String keyfile) {
    boolean named = tls != null && (tls.authorization() || !tls.clusterAuthMode().equals("none"));
    if (keyfile == null && !named) {
      return;
    }
    yaml.append("security:\n");
    if (keyfile != null) {
      line(yaml, "  keyFile", keyfile);
    }
    if (tls != null && tls.authorization()) {
      yaml.append("  authorization: enabled\n");
    }
    if (tls != null && !tls.clusterAuthMode().equals("none")) {
      line(yaml, "  clusterAuthMode", tls.clusterAuthMode());
    }
  }

  private static void storage(StringBuilder yaml, MongodSettings.Storage storage, String data) {
    yaml.append("storage:\n");
    line(yaml, "  dbPath", data);
    line(yaml, "  engine", storage.engine());
    yaml.append("  directoryPerDB: ").append(storage.directoryPerDb()).append('\n');
    yaml.append("  wiredTiger:\n    engineConfig:\n");
    double cache = Math.max(SMALLEST_CACHE_GB, storage.cacheSizeGb());
    yaml.append("      cacheSizeGB: ")
        .append(BigDecimal.valueOf(cache).toPlainString())
        .append('\n');
    yaml.append("      directoryForIndexes: ").append(storage.directoryForIndexes()).append('\n');
    if (storage.blockCompressor() != null) {
      yaml.append("    collectionConfig:\n");
      line(yaml, "      blockCompressor", storage.blockCompressor());
    }
  }

  private static void line(StringBuilder yaml, String key, String value) {
    yaml.append(key).append(": \"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ') {
        throw new IllegalArgumentException(key.strip() + " holds a control character");
      }
      if (c == '"' || c == '\\') {
        yaml.append('\\');
      }
      yaml.append(c);
    }
    yaml.append("\"\n");
  }

  private static String parameterName(String name) {
    if (!name.matches("[A-Za-z][A-Za-z0-9_.]*")) {
      throw new IllegalArgumentException("not the name of a parameter: " + name);
    }
    return name;
  }
}
