package dev.offshoot.contracts;

/**
 * The set's configuration names the new member: voteless, priority 0, hidden.
 *
 * @param expansionId UUID of the expansion
 * @param deployment name of the deployment
 * @param memberId _id of the member
 * @param address HOST:PORT
 * @param configVersion version of the configuration that names it
 * @param configTerm its term
 */
public record MemberAdded(
    String expansionId,
    String deployment,
    int memberId,
    String address,
    long configVersion,
    long configTerm) {}
