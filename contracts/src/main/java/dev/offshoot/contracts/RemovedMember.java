package dev.offshoot.contracts;

/**
 * One member that was taken out.
 *
 * @param memberId _id
 * @param address HOST:PORT
 */
public record RemovedMember(int memberId, String address) {}
