package dev.offshoot.agent.config;

import java.nio.file.Path;
import java.util.Map;

/**
 * What user-data tells the agent.
 *
 * @param url base address of installer-service
 * @param hostRequestId the host request this host answers
 * @param hostFolder the one folder the agent works in
 * @param tokenFile file with the one-time token
 * @param authoritiesFile file with the CA certificates by which installer-service is known, PEM
 * @param systemRoot where the system's files begin, as for the script that started the agent
 */
record AgentEnvironment(
    String url,
    String hostRequestId,
    Path hostFolder,
    Path tokenFile,
    Path authoritiesFile,
    Path systemRoot) {

  /**
   * Reads the environment.
   *
   * @throws IllegalArgumentException naming the variable that is missing
   */
  static AgentEnvironment read(Map<String, String> environment) {
    Path folder = Path.of(needed(environment, "OFFSHOOT_HOST_DIR")).toAbsolutePath().normalize();
    return new AgentEnvironment(
        needed(environment, "OFFSHOOT_URL"),
        needed(environment, "OFFSHOOT_HOST_REQUEST_ID"),
        folder,
        Path.of(
            environment.getOrDefault("OFFSHOOT_TOKEN_FILE", folder.resolve("token").toString())),
        Path.of(environment.getOrDefault("OFFSHOOT_CA_FILE", folder.resolve("ca.pem").toString())),
        Path.of(environment.getOrDefault("OFFSHOOT_ROOT", "") + "/"));
  }

  private static String needed(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("the environment variable " + name + " is missing");
    }
    return value;
  }
}
