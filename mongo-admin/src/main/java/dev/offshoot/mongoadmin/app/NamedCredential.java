package dev.offshoot.mongoadmin.app;

import org.jspecify.annotations.Nullable;

/**
 * A credential and where it came from.
 *
 * @param secret name of the secret; null when none is named
 * @param credential what the secret holds
 */
public record NamedCredential(@Nullable String secret, Credential credential) {}
