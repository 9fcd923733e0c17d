package dev.offshoot.contracts;

/**
 * The member was proven equal and has its planned votes, priority, visibility and tags.
 *
 * @param expansionId UUID of the expansion
 * @param deployment name of the deployment
 * @param memberId _id of the member
 * @param address HOST:PORT
 * @param votes votes it ended with
 * @param priority priority it ended with
 * @param hidden whether it is hidden
 * @param configVersion version of the last configuration
 * @param configTerm its term
 */
public record MemberPromoted(
    String expansionId,
    String deployment,
    int memberId,
    String address,
    int votes,
    double priority,
    boolean hidden,
    long configVersion,
    long configTerm) {}
