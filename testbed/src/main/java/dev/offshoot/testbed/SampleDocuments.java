package dev.offshoot.testbed;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.bson.BsonBinaryWriter;
import org.bson.RawBsonDocument;
import org.bson.io.BasicOutputBuffer;
import org.bson.types.Decimal128;

/**
 * Documents of one batch, decided by seed and number of the batch alone; written as BSON at once,
 * because that is fast.
 */
final class SampleDocuments {
  private static final String[] WORDS =
      ("amber basket canvas delta ember fabric garden harbor island jacket kettle ladder marble needle orchard pepper"
              + " quartz ribbon saddle timber umbrella velvet window yellow zipper")
          .split(" ");
  private static final String[] STATES = {"NEW", "PAID", "PACKED", "SHIPPED", "RETURNED"};
  private static final long FIRST_DAY = 1_700_000_000_000L;
  private static final int NOTE_WORDS = 380;

  private final SplittableRandom random;
  private final long batch;

  SampleDocuments(long seed, long batch) {
    this.random = new SplittableRandom(seed * 1_000_003 + batch);
    this.batch = batch;
  }

  /** The usual size of a document of this collection. */
  long bytesOf(String collection) {
    return batch(collection, 50).stream().mapToLong(each -> each.getByteBuffer().remaining()).sum()
        / 50;
  }

  List<RawBsonDocument> batch(String collection, int size) {
    List<RawBsonDocument> documents = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      long number = batch * size + i;
      documents.add("orders".equals(collection) ? order(number) : event(number));
    }
    return documents;
  }

  private RawBsonDocument order(long number) {
    BasicOutputBuffer buffer = new BasicOutputBuffer(8192);
    try (BsonBinaryWriter writer = new BsonBinaryWriter(buffer)) {
      writer.writeStartDocument();
      writer.writeInt64("_id", number);
      writer.writeString("number", String.format(Locale.ROOT, "ORD-%09d", number));
      writer.writeInt64("customer", random.nextLong(2_000));
      writer.writeString("state", STATES[random.nextInt(STATES.length)]);
      writer.writeDateTime("placedAt", FIRST_DAY + number * 977);
      writer.writeStartArray("lines");
      int lines = 1 + random.nextInt(4);
      for (int line = 0; line < lines; line++) {
        writer.writeStartDocument();
        writer.writeInt32("product", random.nextInt(500));
        writer.writeInt32("quantity", 1 + random.nextInt(9));
        writer.writeDecimal128(
            "price", new Decimal128(java.math.BigDecimal.valueOf(random.nextInt(99_999), 2)));
        writer.writeEndDocument();
      }
      writer.writeEndArray();
      writer.writeString("note", text(NOTE_WORDS));
      writer.writeString("signature", noise(48));
      writer.writeEndDocument();
    }
    return new RawBsonDocument(buffer.toByteArray());
  }

  private RawBsonDocument event(long number) {
    BasicOutputBuffer buffer = new BasicOutputBuffer(8192);
    try (BsonBinaryWriter writer = new BsonBinaryWriter(buffer)) {
      writer.writeStartDocument();
      writer.writeString("_id", String.format(Locale.ROOT, "evt-%012d", number));
      writer.writeDateTime("at", FIRST_DAY + number * 311);
      writer.writeString("kind", WORDS[random.nextInt(WORDS.length)]);
      writer.writeInt64("visitor", random.nextLong(50_000));
      writer.writeDouble("duration", random.nextDouble() * 60);
      writer.writeBoolean("mobile", random.nextBoolean());
      writer.writeString("page", "/" + text(4).replace(' ', '/'));
      writer.writeString("agent", text(NOTE_WORDS / 2));
      writer.writeString("trace", noise(64));
      writer.writeEndDocument();
    }
    return new RawBsonDocument(buffer.toByteArray());
  }

  Date date() {
    return new Date(FIRST_DAY + random.nextLong(86_400_000L * 365));
  }

  String text(int words) {
    StringBuilder text = new StringBuilder();
    for (int word = 0; word < words; word++) {
      text.append(word == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
    }
    return text.toString();
  }

  String noise(int words) {
    StringBuilder text = new StringBuilder();
    for (int word = 0; word < words; word++) {
      text.append(Long.toHexString(random.nextLong()));
    }
    return text.toString();
  }

  SplittableRandom random() {
    return random;
  }
}
