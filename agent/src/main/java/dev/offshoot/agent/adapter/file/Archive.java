package dev.offshoot.agent.adapter.file;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Reads bin/mongod out of a .tar.gz (POSIX ustar, pax and GNU headers). Only this one file is
 * written, under a name of our own, so that no entry can name a path elsewhere.
 */
final class Archive {

  private static final int BLOCK = 512;
  private static final int NAME_LENGTH = 100;
  private static final int SIZE_AT = 124;
  private static final int SIZE_LENGTH = 12;
  private static final int TYPE_AT = 156;
  private static final int BUFFER = 1 << 17;

  private Archive() {}

  static Optional<Path> extractMongod(Path archive, Path target) throws IOException {
    try (InputStream in =
        new GZIPInputStream(
            new BufferedInputStream(Files.newInputStream(archive), BUFFER), BUFFER)) {
      byte[] header = in.readNBytes(BLOCK);
      while (header.length == BLOCK && header[0] != 0) {
        long size = octal(header);
        boolean file = header[TYPE_AT] == '0' || header[TYPE_AT] == 0;
        String name = text(header, 0, NAME_LENGTH);
        if (file && (name.equals("bin/mongod") || name.endsWith("/bin/mongod"))) {
          copy(in, target, size);
          return Optional.of(target);
        }
        in.skipNBytes((size + BLOCK - 1) / BLOCK * BLOCK);
        header = in.readNBytes(BLOCK);
      }
      return Optional.empty();
    } catch (EOFException | NumberFormatException broken) {
      return Optional.empty();
    }
  }

  private static void copy(InputStream in, Path target, long size) throws IOException {
    try (OutputStream out = Files.newOutputStream(target)) {
      byte[] buffer = new byte[BUFFER];
      long left = size;
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new EOFException("the archive ends in the middle of mongod");
        }
        out.write(buffer, 0, read);
        left -= read;
      }
    }
  }

  private static long octal(byte[] header) {
    return Long.parseLong(text(header, SIZE_AT, SIZE_LENGTH).strip(), 8);
  }

  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.UTF_8);
  }
}
