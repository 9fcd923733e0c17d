package dev.offshoot.mongoadmin.domain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** Compares two configurations field by field; members are matched by _id, numbers by value. */
final class ConfigurationDifferences {

  private final List<String> found = new ArrayList<>();

  private ConfigurationDifferences() {}

  static List<String> between(BsonDocument left, BsonDocument right) {
    ConfigurationDifferences differences = new ConfigurationDifferences();
    BsonDocument a = left.clone();
    BsonDocument b = right.clone();
    differences.members(a, b);
    for (String ignored : List.of("version", "term", "members")) {
      a.remove(ignored);
      b.remove(ignored);
    }
    differences.documents("", a, b);
    return differences.found;
  }

  private void members(BsonDocument left, BsonDocument right) {
    List<BsonDocument> a = BsonFields.documents(left, "members");
    List<BsonDocument> b = BsonFields.documents(right, "members");
    for (BsonDocument member : a) {
      compareMember(member, withId(b, member));
    }
    for (BsonDocument member : b) {
      if (withId(a, member) == null) {
        found.add(name(member) + ": added " + member.toJson());
      }
    }
  }

  private void compareMember(BsonDocument member, @Nullable BsonDocument other) {
    if (other == null) {
      found.add(name(member) + ": removed " + member.toJson());
    } else {
      documents(name(member) + ".", member, other);
    }
  }

  private static @Nullable BsonDocument withId(List<BsonDocument> members, BsonDocument wanted) {
    long id = BsonFields.number(wanted, "_id", -1);
    for (BsonDocument member : members) {
      if (BsonFields.number(member, "_id", -1) == id) {
        return member;
      }
    }
    return null;
  }

  private static String name(BsonDocument member) {
    return "members[_id " + BsonFields.number(member, "_id", -1) + "]";
  }

  private void documents(String prefix, BsonDocument left, BsonDocument right) {
    SequencedSet<String> names = new LinkedHashSet<>(left.keySet());
    names.addAll(right.keySet());
    for (String name : names) {
      values(prefix + name, left.get(name), right.get(name));
    }
  }

  private void values(String path, @Nullable BsonValue left, @Nullable BsonValue right) {
    if (left != null && right != null && left.isDocument() && right.isDocument()) {
      documents(path + ".", left.asDocument(), right.asDocument());
    } else if (!same(left, right)) {
      found.add(path + ": " + show(left) + " -> " + show(right));
    }
  }

  private static boolean same(@Nullable BsonValue left, @Nullable BsonValue right) {
    if (left == null || right == null) {
      return left == right;
    }
    if (left.isNumber() && right.isNumber()) {
      return left.asNumber().doubleValue() == right.asNumber().doubleValue();
    }
    return left.equals(right);
  }

  private static String show(@Nullable BsonValue value) {
    return value == null
        ? "absent"
        : new BsonDocument("v", value)
            .toJson()
            .replaceFirst("^\\{\"v\": ", "")
            .replaceFirst("}$", "");
  }
}
