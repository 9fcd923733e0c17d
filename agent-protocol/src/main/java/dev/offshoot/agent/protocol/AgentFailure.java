package dev.offshoot.agent.protocol;

/**
 * What is wrong on a host.
 *
 * @param code stable code, such as ARTIFACT_CHECKSUM_MISMATCH, ADDRESS_IN_USE, HOST_UNREACHABLE,
 *     KEYFILE_MISMATCH, MONGOD_EXITED, STILL_A_MEMBER or MEMBERSHIP_UNKNOWN
 * @param detail what happened, to which object
 * @param remedy what to do
 */
public record AgentFailure(String code, String detail, String remedy) {

  /** A person or their DNS is still to make the record of the member's name. */
  public static final String ADDRESS_NOT_RESOLVED = "ADDRESS_NOT_RESOLVED";
}
