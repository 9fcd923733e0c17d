package dev.offshoot.planner.domain.observed;

/**
 * Size of one database.
 *
 * @param name its name
 * @param dataBytes uncompressed data
 * @param storageBytes on disk
 * @param indexBytes indexes on disk
 * @param indexes number of indexes
 * @param collections number of collections
 * @param documents number of documents
 */
public record ObservedDatabase(
    String name,
    long dataBytes,
    long storageBytes,
    long indexBytes,
    int indexes,
    int collections,
    long documents) {}
