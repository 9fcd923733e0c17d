package dev.offshoot.mongoadmin.adapter;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Walks over a cursor reply as bytes and feeds each document of its batch to a digest, so that what
 * is compared is what the server stored: nothing is decoded and encoded again.
 */
final class RawBatch {

  private static final int STRING = 0x02;
  private static final int DOCUMENT = 0x03;
  private static final int ARRAY = 0x04;
  private static final int INT64 = 0x12;

  private final byte[] bytes;
  private long cursor;
  private int batch = -1;
  private long documents;
  private long size;

  RawBatch(RawReply reply) {
    this.bytes = reply.bytes();
    int found = find(0, "cursor");
    if (found < 0) {
      throw new IllegalStateException("a reply without cursor");
    }
    readCursor(found);
    count();
  }

  private void readCursor(int document) {
    int at = document + 4;
    while (bytes[at] != 0) {
      int type = bytes[at];
      int name = at + 1;
      int value = afterName(name);
      if (type == ARRAY && (is(name, "firstBatch") || is(name, "nextBatch"))) {
        batch = value;
      } else if (type == INT64 && is(name, "id")) {
        cursor = int64(value);
      }
      at = value + length(type, value);
    }
    if (batch < 0) {
      throw new IllegalStateException("a reply without batch");
    }
  }

  private int find(int document, String field) {
    int at = document + 4;
    while (bytes[at] != 0) {
      int type = bytes[at];
      int name = at + 1;
      int value = afterName(name);
      if (is(name, field)) {
        return value;
      }
      at = value + length(type, value);
    }
    return -1;
  }

  private void count() {
    int at = batch + 4;
    while (bytes[at] != 0) {
      int value = afterName(at + 1);
      int length = int32(value);
      documents++;
      size += length;
      at = value + length;
    }
  }

  /** Feeds every document of the batch, in its order. */
  void digest(MessageDigest digest) {
    int at = batch + 4;
    while (bytes[at] != 0) {
      int value = afterName(at + 1);
      int length = int32(value);
      digest.update(bytes, value, length);
      at = value + length;
    }
  }

  /** How many documents like those of this batch make so many bytes; at least 1. */
  long documentsIn(long wantedBytes) {
    return documents == 0 ? 1 : Math.max(1, wantedBytes * documents / size);
  }

  long cursor() {
    return cursor;
  }

  long documents() {
    return documents;
  }

  long size() {
    return size;
  }

  private int afterName(int name) {
    int at = name;
    while (bytes[at] != 0) {
      at++;
    }
    return at + 1;
  }

  private boolean is(int name, String expected) {
    byte[] wanted = expected.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < wanted.length; i++) {
      if (bytes[name + i] != wanted[i]) {
        return false;
      }
    }
    return bytes[name + wanted.length] == 0;
  }

  /** Bytes of a value of the types that replies of the server have outside of batches. */
  private int length(int type, int value) {
    return switch (type) {
      case DOCUMENT, ARRAY -> int32(value);
      case STRING -> 4 + int32(value);
      case 0x05 -> 5 + int32(value); // binary
      case 0x07 -> 12; // ObjectId
      case 0x08 -> 1; // boolean
      case 0x0A -> 0; // null
      case 0x10 -> 4; // int32
      case 0x01, 0x09, 0x11, INT64 -> 8; // double, date, timestamp, int64
      default -> throw new IllegalStateException("a reply with a field of BSON type " + type);
    };
  }

  private int int32(int at) {
    return (bytes[at] & 0xFF)
        | (bytes[at + 1] & 0xFF) << 8
        | (bytes[at + 2] & 0xFF) << 16
        | (bytes[at + 3] & 0xFF) << 24;
  }

  private long int64(int at) {
    return (int32(at) & 0xFFFF_FFFFL) | (long) int32(at + 4) << 32;
  }
}
