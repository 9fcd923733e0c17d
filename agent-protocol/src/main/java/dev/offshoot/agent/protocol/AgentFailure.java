package dev.offshoot.agent.protocol;

/**
 * What is wrong on a host.
 *
 * @param code stable code, such as ARTIFACT_CHECKSUM_MISMATCH, ADDRESS_IN_USE, HOST_UNREACHABLE,
 *     KEYFILE_MISMATCH, MONGOD_EXITED or STILL_A_MEMBER
 * @param detail what happened, to which object
 * @param remedy what to do
 */
public record AgentFailure(String code, String detail, String remedy) {}
