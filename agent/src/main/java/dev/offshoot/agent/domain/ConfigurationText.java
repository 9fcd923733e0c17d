package dev.offshoot.agent.domain;

import java.util.ArrayList;
import java.util.List;

/** Changes a mongod.conf as text, so that what a person has added to it since stays. */
public final class ConfigurationText {

  private static final String SECTION = "setParameter:";

  private ConfigurationText() {}

  /** Without these lines of setParameter; the section goes when it becomes empty. */
  public static String withoutParameters(String text, List<String> names) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    lines.removeIf(line -> names.stream().anyMatch(name -> line.strip().startsWith(name + ":")));
    int section = lines.indexOf(SECTION);
    if (section >= 0 && !hasEntries(lines, section)) {
      lines.remove(section);
    }
    return String.join("\n", lines) + "\n";
  }

  private static boolean hasEntries(List<String> lines, int section) {
    return section + 1 < lines.size() && lines.get(section + 1).startsWith(" ");
  }
}
