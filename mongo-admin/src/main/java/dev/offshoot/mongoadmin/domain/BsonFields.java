package dev.offshoot.mongoadmin.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;

/** Lenient reading of replies: numbers of any type, missing fields as what the caller says. */
public final class BsonFields {

  private BsonFields() {}

  /** A number of any BSON type, or the fallback. */
  public static long number(BsonDocument document, String field, long fallback) {
    BsonValue value = document.get(field);
    return value != null && value.isNumber() ? value.asNumber().longValue() : fallback;
  }

  /** A number of any BSON type, or the fallback. */
  public static double real(BsonDocument document, String field, double fallback) {
    BsonValue value = document.get(field);
    return value != null && value.isNumber() ? value.asNumber().doubleValue() : fallback;
  }

  /** A string, empty when missing or of another type. */
  public static Optional<String> text(BsonDocument document, String field) {
    BsonValue value = document.get(field);
    return value != null && value.isString()
        ? Optional.of(value.asString().getValue())
        : Optional.empty();
  }

  /** A flag; numbers count as flags as the server does; missing is false. */
  public static boolean flag(BsonDocument document, String field) {
    BsonValue value = document.get(field);
    if (value == null) {
      return false;
    }
    return value.isBoolean() ? value.asBoolean().getValue() : number(document, field, 0) != 0;
  }

  /** A sub-document, empty when missing or of another type. */
  public static BsonDocument document(BsonDocument document, String field) {
    BsonValue value = document.get(field);
    return value != null && value.isDocument() ? value.asDocument() : new BsonDocument();
  }

  /** The sub-documents of an array, none when missing. */
  public static List<BsonDocument> documents(BsonDocument document, String field) {
    List<BsonDocument> found = new ArrayList<>();
    for (BsonValue value : values(document, field)) {
      if (value.isDocument()) {
        found.add(value.asDocument());
      }
    }
    return found;
  }

  /** The strings of an array, none when missing. */
  public static List<String> texts(BsonDocument document, String field) {
    List<String> found = new ArrayList<>();
    for (BsonValue value : values(document, field)) {
      if (value.isString()) {
        found.add(value.asString().getValue());
      }
    }
    return found;
  }

  /** A timestamp, empty when missing. */
  public static Optional<BsonTimestamp> timestamp(BsonDocument document, String field) {
    BsonValue value = document.get(field);
    return value != null && value.isTimestamp()
        ? Optional.of(value.asTimestamp())
        : Optional.empty();
  }

  /** A date, empty when missing. */
  public static Optional<Instant> date(BsonDocument document, String field) {
    BsonValue value = document.get(field);
    return value != null && value.isDateTime()
        ? Optional.of(Instant.ofEpochMilli(value.asDateTime().getValue()))
        : Optional.empty();
  }

  private static List<BsonValue> values(BsonDocument document, String field) {
    BsonValue value = document.get(field);
    return value != null && value.isArray() ? value.asArray().getValues() : List.of();
  }
}
