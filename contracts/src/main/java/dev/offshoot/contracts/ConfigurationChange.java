package dev.offshoot.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One replica set configuration that Offshoot installed.
 *
 * @param version its version
 * @param term its term
 * @param change what was changed and why
 * @param at when it was read back
 * @param before the configuration before, whole
 * @param after the configuration read back, whole
 */
public record ConfigurationChange(
    long version,
    long term,
    String change,
    Instant at,
    @Nullable JsonNode before,
    @Nullable JsonNode after) {}
