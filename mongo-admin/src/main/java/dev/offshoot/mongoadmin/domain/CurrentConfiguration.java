package dev.offshoot.mongoadmin.domain;

/**
 * The configuration a member has now.
 *
 * @param configuration what replSetGetConfig gave; newlyAdded is filtered out of it by the server
 * @param commitment whether it is committed
 */
public record CurrentConfiguration(ReplicaSetConfiguration configuration, Commitment commitment) {}
