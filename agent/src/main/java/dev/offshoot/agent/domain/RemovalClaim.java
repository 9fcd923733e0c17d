package dev.offshoot.agent.domain;

import org.jspecify.annotations.Nullable;

/**
 * What a removal goal says about the set.
 *
 * @param address HOST:PORT of the member in question
 * @param replicaSetId the set it speaks of
 * @param version version of a configuration without the member; absent when it was never added
 * @param term its term
 */
public record RemovalClaim(
    String address, String replicaSetId, @Nullable Long version, @Nullable Long term) {}
