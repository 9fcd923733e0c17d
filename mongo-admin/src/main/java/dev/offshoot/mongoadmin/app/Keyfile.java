package dev.offshoot.mongoadmin.app;

import java.util.ArrayList;
import java.util.List;

/**
 * The keys of a keyfile, as the server reads them: one key, or during a rotation a YAML sequence.
 * Never shows a key.
 *
 * @param keys without white space, in the order of the file
 */
public record Keyfile(List<String> keys) {

  /** Copies the list. */
  public Keyfile {
    keys = List.copyOf(keys);
  }

  /** Reads the content of a keyfile; one without any key gives an empty list. */
  public static Keyfile of(String content) {
    String text = content.strip();
    List<String> keys = new ArrayList<>();
    if (text.startsWith("[") && text.endsWith("]")) {
      for (String part : text.substring(1, text.length() - 1).split(",", -1)) {
        add(keys, part);
      }
    } else if (text.startsWith("- ") || text.startsWith("-\n")) {
      for (String part : ("\n" + text).split("\n\\s*-\\s", -1)) {
        add(keys, part);
      }
    } else {
      add(keys, text);
    }
    return new Keyfile(keys);
  }

  private static void add(List<String> keys, String part) {
    String key = part.replaceAll("(?m)(^|\\s)#.*$", "").replaceAll("[\\s\"']", "");
    if (!key.isEmpty()) {
      keys.add(key);
    }
  }

  /** One credential per key, to be tried in this order. */
  public List<Credential> credentials() {
    return keys.stream().map(Credential::key).toList();
  }

  @Override
  public String toString() {
    return "keyfile with " + keys.size() + " keys (not shown)";
  }
}
