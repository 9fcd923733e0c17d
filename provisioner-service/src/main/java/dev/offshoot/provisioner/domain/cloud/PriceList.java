package dev.offshoot.provisioner.domain.cloud;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Prices of one region: lines {@code date,2025-01-01}, {@code currency,USD} and {@code
 * region,type,price}, an instance type's price an hour, a volume type's each GiB a month. Empty
 * lines and those after a {@code #} say nothing.
 *
 * @param source the list's name and day
 * @param currency such as USD
 * @param prices by type
 */
public record PriceList(String source, String currency, NavigableMap<String, Double> prices) {

  /** No price is known. */
  public static final PriceList NONE = new PriceList("", "", new TreeMap<>());

  /** Copies the prices. */
  public PriceList {
    prices = new TreeMap<>(prices);
  }

  private static final int COLUMNS = 3;
  private static final String DATE = "date";
  private static final String CURRENCY = "currency";

  /**
   * Reads a list.
   *
   * @param name its name
   * @param region whose prices
   * @throws IllegalArgumentException when one line cannot be read: the message names it
   */
  public static PriceList read(String name, String region, List<String> lines) {
    TreeMap<String, Double> prices = new TreeMap<>();
    TreeMap<String, String> said = new TreeMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        try {
          enter(line.split("\\s*,\\s*", -1), region, prices, said);
        } catch (DateTimeException | IllegalArgumentException e) {
          throw new IllegalArgumentException(
              "line " + (i + 1) + " of " + name + " is no price: " + line, e);
        }
      }
    }
    if (!said.containsKey(DATE) || !said.containsKey(CURRENCY)) {
      throw new IllegalArgumentException(name + " has no line date,… or no line currency,…");
    }
    return new PriceList(name + " of " + said.get(DATE), said.get(CURRENCY), prices);
  }

  private static void enter(
      String[] cells, String region, TreeMap<String, Double> prices, TreeMap<String, String> said) {
    if (cells.length == 2 && cells[0].equals(DATE)) {
      said.put(DATE, LocalDate.parse(cells[1]).toString());
    } else if (cells.length == 2 && cells[0].equals(CURRENCY) && cells[1].matches("[A-Z]{3}")) {
      said.put(CURRENCY, cells[1]);
    } else if (cells.length == COLUMNS) {
      double price = Double.parseDouble(cells[2]);
      if (!Double.isFinite(price) || price < 0) {
        throw new IllegalArgumentException("no amount");
      }
      if (cells[0].equals(region)) {
        prices.put(cells[1], price);
      }
    } else {
      throw new IllegalArgumentException("neither date, currency nor price");
    }
  }

  /** The price of this type, if it is listed. */
  public Optional<Double> of(String type) {
    return Optional.ofNullable(prices.get(type));
  }
}
