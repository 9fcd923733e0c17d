package dev.offshoot.contracts;

/**
 * State of one new member.
 *
 * @param memberId _id
 * @param address HOST:PORT
 * @param state STARTUP2, SECONDARY, …
 */
public record MemberProgress(int memberId, String address, String state) {}
