package dev.offshoot.cli.api;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A successful answer.
 *
 * @param status HTTP status
 * @param body JSON, or a missing node where there is none
 */
public record Answer(int status, JsonNode body) {}
