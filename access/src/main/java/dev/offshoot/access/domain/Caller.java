package dev.offshoot.access.domain;

/**
 * Somebody who showed a valid token.
 *
 * @param name name of the token: who it was given to
 * @param role what it allows
 */
public record Caller(String name, Role role) {}
