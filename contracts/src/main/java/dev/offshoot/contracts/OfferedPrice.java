package dev.offshoot.contracts;

/**
 * What a host of a shape costs, from a price list.
 *
 * @param currency such as USD
 * @param hostPerMonth the host alone, a month of 730 hours
 * @param gibibytePerMonth each GiB of its data disk, a month
 * @param source which price list, and of which day
 */
public record OfferedPrice(
    String currency, double hostPerMonth, double gibibytePerMonth, String source) {}
