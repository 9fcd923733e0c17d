package dev.offshoot.mongoadmin.adapter;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bson.BsonBinaryReader;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.io.BsonInput;

/**
 * A reply as the bytes that came, copied once. The driver's own raw document copies them three
 * times, which is garbage of megabytes for every batch.
 */
final class RawReply {

  private final byte[] bytes;

  private RawReply(byte[] bytes) {
    this.bytes = bytes;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Reads one reply to its end; nothing is ever written with it. */
  static final class FromBytes implements Codec<RawReply> {

    @Override
    public RawReply decode(BsonReader reader, DecoderContext context) {
      BsonInput input = ((BsonBinaryReader) reader).getBsonInput();
      int size = input.readInt32();
      byte[] bytes = new byte[size];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(size);
      input.readBytes(bytes, Integer.BYTES, size - Integer.BYTES);
      return new RawReply(bytes);
    }

    @Override
    public void encode(BsonWriter writer, RawReply value, EncoderContext context) {
      throw new UnsupportedOperationException("replies are only read");
    }

    @Override
    public Class<RawReply> getEncoderClass() {
      return RawReply.class;
    }
  }
}
