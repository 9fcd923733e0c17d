package dev.offshoot.planner.domain.design;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The subject of a certificate. Members with X.509 take a certificate for a member's when its O, OU
 * and DC are those of their own, whatever their order (mongod, net.tls and clusterAuthMode).
 *
 * @param parts attributes as RFC 2253 writes them, such as OU=db
 */
public record Subject(List<String> parts) {

  private static final List<String> OF_CLUSTER = List.of("O", "OU", "DC");

  /** Copies the list. */
  public Subject {
    parts = List.copyOf(parts);
  }

  /** Reads RFC 2253. */
  public static Subject parse(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean escaped = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean ends = !escaped && (c == ',' || c == '+');
      escaped = !escaped && c == '\\';
      if (ends) {
        parts.add(part.toString().strip());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString().strip());
    parts.removeIf(String::isEmpty);
    return new Subject(parts);
  }

  /** O, OU and DC, in their order. */
  public List<String> ofCluster() {
    return parts.stream().filter(part -> OF_CLUSTER.contains(name(part))).toList();
  }

  /** Whether members with X.509 take the two for members of one cluster. */
  public boolean sameCluster(Subject other) {
    return ofCluster().stream()
        .sorted()
        .toList()
        .equals(other.ofCluster().stream().sorted().toList());
  }

  private static String name(String part) {
    int end = part.indexOf('=');
    return end < 0 ? "" : part.substring(0, end).strip().toUpperCase(Locale.ROOT);
  }
}
