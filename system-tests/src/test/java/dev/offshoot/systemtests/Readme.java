package dev.offshoot.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The commands that the README names, as they stand there. */
record Readme(List<String> lines) {
  private static final String LAUNCHER = "./offshoot";
  private static final Pattern INLINE = Pattern.compile("`([^`]+)`");

  static Readme of(Path checkout) {
    try {
      return new Readme(Files.readAllLines(checkout.resolve("README.md")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of the first block under this heading that begin a command of the launcher. */
  List<String> blockUnder(String heading) {
    List<String> block = new ArrayList<>();
    boolean inside = false;
    for (String line : lines.subList(lines.indexOf(heading) + 1, lines.size())) {
      if (line.startsWith("```")) {
        if (inside) {
          break;
        }
        inside = true;
      } else if (inside && line.contains(LAUNCHER)) {
        block.add(line);
      }
    }
    return block;
  }

  /** Every command named in running text or a table, without the launcher's name. */
  TreeSet<String> inline(List<String> commands) {
    TreeSet<String> found = new TreeSet<>();
    for (String line : lines) {
      INLINE
          .matcher(line)
          .results()
          .map((MatchResult result) -> result.group(1).replaceFirst("^\\./offshoot ", ""))
          .filter(text -> commands.contains(text.split(" ", 2)[0]))
          .forEach(found::add);
    }
    return found;
  }
}
