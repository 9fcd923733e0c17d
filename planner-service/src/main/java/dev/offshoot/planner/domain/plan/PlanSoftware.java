package dev.offshoot.planner.domain.plan;

import org.jspecify.annotations.Nullable;

/**
 * What is installed on the hosts.
 *
 * @param mongodVersion version
 * @param mongodSha256 checksum
 * @param mongodSizeBytes size
 * @param mongodKind binary or archive
 * @param agentSha256 checksum of the agent image
 * @param agentUrl base address of installer-service
 * @param agentAuthorities CA certificates by which hosts know installer-service, PEM
 * @param fcv FCV of the set
 */
public record PlanSoftware(
    String mongodVersion,
    String mongodSha256,
    long mongodSizeBytes,
    String mongodKind,
    String agentSha256,
    String agentUrl,
    @Nullable String agentAuthorities,
    String fcv) {}
