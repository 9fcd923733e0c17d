package dev.offshoot.testbed.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Looks for readable texts in a capture. A text that is split between two packets is not seen, so
 * what is looked for should have been sent more than once, and one thing that must be found should
 * be looked for too.
 */
public final class CaptureSearch {
  private static final int CHUNK = 8 << 20;

  private CaptureSearch() {}

  /**
   * The names of those texts that the file holds, in order.
   *
   * @param texts by the name they are reported with; each at least eight characters long
   */
  public static List<String> found(Path capture, Map<String, String> texts) {
    Map<String, byte[]> wanted = new TreeMap<>();
    texts.forEach((name, text) -> wanted.put(name, text.getBytes(StandardCharsets.UTF_8)));
    int overlap = wanted.values().stream().mapToInt(text -> text.length).max().orElse(1) - 1;
    List<String> found = new ArrayList<>();
    try (FileChannel file = FileChannel.open(capture)) {
      long size = file.size();
      for (long begin = 0; begin < size; begin += CHUNK) {
        long length = Math.min(size - begin, (long) CHUNK + overlap);
        byte[] chunk = new byte[(int) length];
        java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(chunk);
        while (buffer.hasRemaining() && file.read(buffer, begin + buffer.position()) > 0) {}
        wanted.forEach(
            (name, text) -> {
              if (!found.contains(name) && holds(chunk, text)) {
                found.add(name);
              }
            });
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot search " + capture, e);
    }
    return found.stream().sorted().toList();
  }

  private static boolean holds(byte[] bytes, byte[] text) {
    int last = bytes.length - text.length;
    for (int i = 0; i <= last; i++) {
      if (bytes[i] == text[0] && matches(bytes, i, text)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(byte[] bytes, int at, byte[] text) {
    for (int i = 1; i < text.length; i++) {
      if (bytes[at + i] != text[i]) {
        return false;
      }
    }
    return true;
  }
}
