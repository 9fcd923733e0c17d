package dev.offshoot.mongoadmin.domain;

/**
 * The default write concern a member knows.
 *
 * @param explicit whether setDefaultRWConcern set it cluster-wide
 * @param w as JSON text, such as "majority" or 1
 */
public record DefaultWriteConcern(boolean explicit, String w) {}
