package dev.offshoot.mongoadmin.adapter;

import dev.offshoot.mongoadmin.domain.RangeDigest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over the documents of a range, batch after batch. */
final class RunningDigest {

  private final MessageDigest digest = sha256();
  private long documents;
  private long bytes;

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  void feed(RawBatch batch) {
    batch.digest(digest);
    documents += batch.documents();
    bytes += batch.size();
  }

  RangeDigest finish() {
    return new RangeDigest(HexFormat.of().formatHex(digest.digest()), documents, bytes);
  }
}
