package dev.offshoot.systemtests;

import java.util.List;

/**
 * What became of an expansion that could not be.
 *
 * @param status how it ended
 * @param code code of its failure
 * @param detail its sentence
 * @param remedy what to do
 * @param host the host it asked for
 * @param address HOST:PORT of the member that was wanted
 * @param configurationKept whether the set's configuration is what it was, its version included
 * @param left instances and hosts that are left of it
 * @param answers what else was answered on the way
 */
public record FailedExpansion(
    String status,
    String code,
    String detail,
    String remedy,
    String host,
    String address,
    boolean configurationKept,
    List<String> left,
    List<String> answers) {}
