package dev.offshoot.contracts;

/**
 * A provider that did not say what it holds: nothing is known of what is left there.
 *
 * @param provider its name
 * @param reason what it said instead
 */
public record UnseenProvider(String provider, String reason) {}
