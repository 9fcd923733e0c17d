package dev.offshoot.agent.domain;

import java.util.List;

/**
 * Picks from the end of mongod's log what a person must see: its fatal and error lines (severity F
 * or E in the structured log), or the last lines when there are none.
 */
public final class FatalLines {

  private static final int AT_MOST = 4;
  private static final int LONGEST = 400;

  private FatalLines() {}

  /** The lines, oldest first, joined; empty when the log is. */
  public static String of(List<String> log) {
    List<String> serious = log.stream().filter(FatalLines::isSerious).toList();
    List<String> chosen = serious.isEmpty() ? log : serious;
    return String.join(
        " | ",
        chosen.subList(Math.max(0, chosen.size() - AT_MOST), chosen.size()).stream()
            .map(line -> line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line)
            .toList());
  }

  private static boolean isSerious(String line) {
    return line.contains("\"s\":\"F\"") || line.contains("\"s\":\"E\"");
  }
}
