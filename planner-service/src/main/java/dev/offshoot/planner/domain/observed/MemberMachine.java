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
 */
public record MemberMachine(
    int cpus,
    long memoryBytes,
    double cacheSizeGb,
    @Nullable String os,
    @Nullable String architecture,
    long residentBytes) {}
