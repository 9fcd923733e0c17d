package dev.offshoot.installer.domain;

import java.util.List;

/** What a setting of a host shall be. A value that is no number meets no number. */
public sealed interface Expected {

  /** Whether the value is as wanted; {@code unlimited} and {@code -1} are above every number. */
  boolean met(String value);

  /** In words, after the setting's name. */
  String words();

  /** This many or more. */
  record AtLeast(long least) implements Expected {
    @Override
    public boolean met(String value) {
      return number(value) >= least;
    }

    @Override
    public String words() {
      return least == Long.MAX_VALUE ? "unlimited" : least + " or more";
    }
  }

  /** From this to that, both included. */
  record Between(long least, long most) implements Expected {
    @Override
    public boolean met(String value) {
      long number = number(value);
      return number >= least && number <= most;
    }

    @Override
    public String words() {
      return least == most ? Long.toString(least) : least + " to " + most;
    }
  }

  /** This word among those of the value, which commas part. */
  record Word(String word) implements Expected {
    @Override
    public boolean met(String value) {
      return List.of(value.split(",")).contains(word);
    }

    @Override
    public String words() {
      return word;
    }
  }

  private static long number(String value) {
    if (value.equals("unlimited") || value.equals("-1")) {
      return Long.MAX_VALUE;
    }
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      return Long.MIN_VALUE;
    }
  }
}
