package dev.offshoot.provisioner.adapter.ec2;

import dev.offshoot.provisioner.domain.HostRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What a host with a data volume does before anything else: it finds the disk, makes a filesystem
 * on it and mounts it where the agent keeps everything; see {@code data-volume.sh}.
 */
final class DataVolumeScript {

  private static final String TEMPLATE = template();

  private DataVolumeScript() {}

  /** The request's user-data with that before it. */
  static String before(HostRequest request, String device) {
    return TEMPLATE
            .replace("@DEVICE@", word(device, "/dev/[A-Za-z0-9/]+"))
            .replace("@HOST_REQUEST_ID@", word(request.id(), "[0-9A-Za-z-]+"))
        + request.userData().script();
  }

  private static String word(String value, String pattern) {
    if (!value.matches(pattern)) {
      throw new IllegalArgumentException(value + " cannot stand in a script");
    }
    return value;
  }

  private static String template() {
    try (InputStream in = DataVolumeScript.class.getResourceAsStream("/data-volume.sh")) {
      if (in == null) {
        throw new IllegalStateException("data-volume.sh is missing in this jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
