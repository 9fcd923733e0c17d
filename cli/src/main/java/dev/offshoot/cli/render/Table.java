package dev.offshoot.cli.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Aligned columns two spaces apart, without lines; numbers are flush right where asked. */
public final class Table {
  private static final String GAP = "  ";

  private final Paint paint;
  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();
  private final List<Integer> right = new ArrayList<>();
  private String indent = "";
  private UnaryOperator<String> cells = UnaryOperator.identity();

  /** A table with these headings; none for a table without a heading line. */
  public Table(Paint paint, String... header) {
    this.paint = paint;
    this.header = List.of(header);
  }

  /** Every cell is coloured by what it says, such as a status. */
  public Table statusColours() {
    cells = paint::status;
    return this;
  }

  /** Columns, counted from 0, that are flush right. */
  public Table flushRight(Integer... columns) {
    right.addAll(Arrays.asList(columns));
    return this;
  }

  public Table indented(String by) {
    indent = by;
    return this;
  }

  public Table row(String... values) {
    rows.add(List.of(values));
    return this;
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The lines, without trailing spaces. */
  public List<String> lines() {
    int[] widths = widths();
    List<String> lines = new ArrayList<>();
    if (!header.isEmpty()) {
      lines.add(line(header, widths, paint::heading));
    }
    for (List<String> row : rows) {
      lines.add(line(row, widths, cells));
    }
    return lines;
  }

  private String line(List<String> row, int[] widths, UnaryOperator<String> painted) {
    StringBuilder line = new StringBuilder(indent);
    for (int i = 0; i < row.size(); i++) {
      String padding = " ".repeat(widths[i] - row.get(i).length());
      boolean last = i == row.size() - 1;
      String cell = painted.apply(row.get(i));
      line.append(right.contains(i) ? padding + cell : last ? cell : cell + padding);
      line.append(last ? "" : GAP);
    }
    return line.toString().stripTrailing();
  }

  private int[] widths() {
    int columns = Math.max(header.size(), rows.stream().mapToInt(List::size).max().orElse(0));
    int[] widths = new int[columns];
    for (int i = 0; i < header.size(); i++) {
      widths[i] = header.get(i).length();
    }
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return widths;
  }
}
