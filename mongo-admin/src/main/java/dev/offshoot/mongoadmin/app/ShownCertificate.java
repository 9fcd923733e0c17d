package dev.offshoot.mongoadmin.app;

import java.time.Instant;

/**
 * The certificate a member shows.
 *
 * @param subject its subject (RFC 2253)
 * @param endsAt when it ends
 */
public record ShownCertificate(String subject, Instant endsAt) {}
