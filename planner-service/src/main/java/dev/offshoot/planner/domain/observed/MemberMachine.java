package dev.offshoot.planner.domain.observed;

import org.jspecify.annotations.Nullable;

/**
 * The machine a member runs on.
 *
 * @param cpus processors
 * @param memoryBytes memory mongod may use
 * @param cacheSizeGb WiredTiger cache
 * @param os operating system
 * @param architecture CPU architecture
 * @param residentBytes resident memory of mongod
 * @param cacheUsedBytes what its WiredTiger cache holds; null when it did not tell
 * @param cpusUsed processors mongod used on average since its start; null when it did not tell
 */
public record MemberMachine(
    int cpus,
    long memoryBytes,
    double cacheSizeGb,
    @Nullable String os,
    @Nullable String architecture,
    long residentBytes,
    @Nullable Long cacheUsedBytes,
    @Nullable Double cpusUsed) {}
