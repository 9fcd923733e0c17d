package dev.offshoot.contracts;

import org.jspecify.annotations.Nullable;

/**
 * What is installed on the hosts.
 *
 * @param mongodVersion version
 * @param mongodSha256 checksum; empty where none is known
 * @param mongodSizeBytes size; 0 where it is not known
 * @param mongodKind binary or archive (of the catalogue), existing or package
 * @param agentSha256 checksum of the agent image
 * @param agentUrl base address of installer-service
 * @param agentAuthorities CA certificates by which hosts know installer-service, PEM
 * @param fcv FCV of the set
 * @param mongodFrom existing: path of the binary, absent for the one on the PATH; package: its
 *     name, or path or address of its file
 */
public record PlanSoftware(
    String mongodVersion,
    String mongodSha256,
    long mongodSizeBytes,
    String mongodKind,
    String agentSha256,
    String agentUrl,
    @Nullable String agentAuthorities,
    String fcv,
    @Nullable String mongodFrom) {}
