package dev.offshoot.systemtests;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bson.Document;

/** Replica set configurations as whole documents, as the server gives them. */
final class Configurations {
  private Configurations() {}

  /** The configuration without the members at these addresses, without version and term. */
  static Document without(Document configuration, List<String> addresses) {
    Document rest = new Document(configuration);
    rest.remove("version");
    rest.remove("term");
    List<Document> members = new ArrayList<>(configuration.getList("members", Document.class));
    members.removeIf(member -> addresses.contains(member.getString("host")));
    rest.put("members", members);
    return rest;
  }

  /** The configuration without version and term. */
  static Document unversioned(Document configuration) {
    return without(configuration, List.of());
  }

  static Document member(Document configuration, String address) {
    return configuration.getList("members", Document.class).stream()
        .filter(member -> address.equals(member.getString("host")))
        .findFirst()
        .orElseThrow(() -> new AssertionError(address + " is not in " + configuration.toJson()));
  }

  static long version(Document configuration) {
    return ((Number) Objects.requireNonNull(configuration.get("version"))).longValue();
  }
}
