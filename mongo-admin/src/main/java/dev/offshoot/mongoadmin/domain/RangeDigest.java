package dev.offshoot.mongoadmin.domain;

/**
 * Digest of the raw BSON bytes of a range's documents in _id order. Equal digests mean equal bytes:
 * field order and numeric types included.
 *
 * @param sha256 hexadecimal
 * @param documents number of documents
 * @param bytes their bytes
 */
public record RangeDigest(String sha256, long documents, long bytes) {}
