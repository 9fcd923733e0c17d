package dev.offshoot.testbed;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/**
 * One member as a test wants it.
 *
 * @param fields fields of its entry in the configuration beside {@code _id} and {@code host}
 * @param mongod another mongod than the set's
 * @param arguments further arguments of mongod
 */
public record MemberSpec(Document fields, Optional<Path> mongod, List<String> arguments) {
  public MemberSpec {
    fields = new Document(fields);
    arguments = List.copyOf(arguments);
  }

  /** An electable voter. */
  public static MemberSpec voter() {
    return new MemberSpec(new Document(), Optional.empty(), List.of());
  }

  public static MemberSpec arbiter() {
    return voter().with("arbiterOnly", true).with("priority", 0);
  }

  public MemberSpec priority(double priority) {
    return with("priority", priority);
  }

  /** Without a vote, and so with priority 0. */
  public MemberSpec voteless() {
    return with("votes", 0).with("priority", 0);
  }

  public MemberSpec hidden() {
    return with("hidden", true).with("priority", 0);
  }

  public MemberSpec delayed(long seconds) {
    return hidden().with("secondaryDelaySecs", seconds);
  }

  public MemberSpec tag(String name, String value) {
    Document tags = new Document(fields.get("tags", new Document()));
    return with("tags", tags.append(name, value));
  }

  /** Any field of the member's entry. */
  public MemberSpec with(String field, Object value) {
    return new MemberSpec(new Document(fields).append(field, value), mongod, arguments);
  }

  /** Another mongod than the set's, for sets of two versions. */
  public MemberSpec mongod(Path executable) {
    return new MemberSpec(fields, Optional.of(executable), arguments);
  }

  public MemberSpec arguments(String... more) {
    return new MemberSpec(fields, mongod, List.of(more));
  }

  boolean isArbiter() {
    return fields.getBoolean("arbiterOnly", false);
  }

  boolean isDelayed() {
    return fields.containsKey("secondaryDelaySecs");
  }

  boolean isHidden() {
    return fields.getBoolean("hidden", false);
  }
}
