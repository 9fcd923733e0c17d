package dev.offshoot.cli.local;

import java.util.Locale;

/** The five services, in the order in which an expansion meets them. */
public enum ServiceName {
  STATE_SERVICE(8080),
  PLANNER_SERVICE(8081),
  PROVISIONER_SERVICE(8082),
  INSTALLER_SERVICE(8083),
  REPLICATION_MONITOR(8084);

  private final int defaultPort;

  ServiceName(int defaultPort) {
    this.defaultPort = defaultPort;
  }

  public int defaultPort() {
    return defaultPort;
  }

  /** As folders, logs and health checks call it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
