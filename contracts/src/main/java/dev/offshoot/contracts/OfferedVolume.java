package dev.offshoot.contracts;

/**
 * A data disk of its own that a host of a shape gets, as large as the plan says.
 *
 * @param smallestBytes smallest that can be made
 * @param largestBytes largest that can be made
 */
public record OfferedVolume(long smallestBytes, long largestBytes) {}
