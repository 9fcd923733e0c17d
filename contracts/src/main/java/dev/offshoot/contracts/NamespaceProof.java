package dev.offshoot.contracts;

import org.jspecify.annotations.Nullable;

/**
 * One namespace of a proof.
 *
 * @param name database.collection
 * @param result EQUAL, DIFFERENT or NOT_COMPARED
 * @param documents documents compared
 * @param bytes bytes compared
 * @param detail why it was not compared, or the _id range that differs
 */
public record NamespaceProof(
    String name, String result, long documents, long bytes, @Nullable String detail) {}
