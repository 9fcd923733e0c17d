package dev.offshoot.mongoadmin.domain;

import org.bson.BsonTimestamp;

/**
 * What to digest: a range of a collection as it was at one cluster time.
 *
 * @param namespace collection
 * @param range part of it
 * @param at cluster time, majority committed and applied on the member
 */
public record RangeRead(Namespace namespace, KeyRange range, BsonTimestamp at) {}
