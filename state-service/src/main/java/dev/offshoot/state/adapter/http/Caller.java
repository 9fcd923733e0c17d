package dev.offshoot.state.adapter.http;

import org.jspecify.annotations.Nullable;

/** Decides the caller's name from what the caller says: printable, short, never empty. */
final class Caller {

  static final String HEADER = "Offshoot-Caller";
  private static final int LONGEST = 100;

  private Caller() {}

  static String name(@Nullable String header) {
    if (header == null) {
      return "api";
    }
    String printable = header.replaceAll("[^\\p{L}\\p{N}\\p{P}\\p{Zs}+=]", "").strip();
    String name = printable.substring(0, Math.min(LONGEST, printable.length()));
    return name.isEmpty() ? "api" : name;
  }
}
