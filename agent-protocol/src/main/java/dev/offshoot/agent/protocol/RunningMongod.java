package dev.offshoot.agent.protocol;

/**
 * The mongod of a host.
 *
 * @param address HOST:PORT it answers at
 * @param version version mongod itself reported
 * @param dataPath its dbPath
 * @param pid process id
 */
public record RunningMongod(String address, String version, String dataPath, long pid) {}
