package dev.offshoot.contracts;

/**
 * What a host costs, at the prices known when it was planned.
 *
 * @param currency such as USD
 * @param hostPerMonth the host alone, a month of 730 hours
 * @param diskPerMonth its data disk, a month
 * @param source which price list, and of which day
 */
public record PlannedCost(
    String currency, double hostPerMonth, double diskPerMonth, String source) {}
