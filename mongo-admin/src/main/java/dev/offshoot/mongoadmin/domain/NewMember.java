package dev.offshoot.mongoadmin.domain;

/**
 * A member to enter a configuration: voteless, priority 0, hidden, without tags.
 *
 * @param id _id, never used before in this set
 * @param address HOST:PORT as every other member resolves it
 */
public record NewMember(int id, MemberAddress address) {}
