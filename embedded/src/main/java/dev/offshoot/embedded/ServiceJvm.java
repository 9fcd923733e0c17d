package dev.offshoot.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a service's Java runs so that it stays below 200 MB resident: a heap that starts small and
 * grows only when needed, native memory given back, and the quick compiler alone. SHA-256 reaches
 * some 50 MB/s with that and 800 MB/s with the optimizing compiler: services that digest get the
 * latter too, for digests and the ciphers of TLS only, and a young generation that holds what is
 * under way.
 */
final class ServiceJvm {

  private static final String DIRECTIVES = "compiler-directives.json";

  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xms32m",
          "-XX:MinHeapFreeRatio=20",
          "-XX:MaxHeapFreeRatio=40",
          "-Xss512k",
          "-XX:MaxMetaspaceSize=112m",
          "-XX:ReservedCodeCacheSize=48m",
          "-XX:TrimNativeHeapInterval=10000",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:+UseCompactObjectHeaders",
          // Recorded profiles are for the optimizing compiler, and cost memory.
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:-AOTReplayTraining",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private static final List<String> QUICK = List.of("-Xmx96m", "-Xmn6m", "-XX:TieredStopAtLevel=1");

  // The most is for documents of 16 MB on both sides; it is not taken unless there are such.
  private static final List<String> DIGESTING =
      List.of("-Xmx192m", "-Xmn16m", "-XX:SurvivorRatio=3");

  private static final String THAT_PROVES = "replication-monitor";
  private static final Set<String> THAT_DIGEST =
      new TreeSet<>(List.of("installer-service", THAT_PROVES));

  /** More arenas keep freed memory that nobody else can use. */
  static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "1");

  private ServiceJvm() {}

  /** The command that runs this service's jar; what its compiler is told goes into this folder. */
  static List<String> command(String service, Path jar, Path folder) {
    List<String> command = new ArrayList<>(List.of(Tools.java().toString()));
    command.addAll(OPTIONS);
    if (THAT_DIGEST.contains(service)) {
      Path directives = folder.resolve(DIRECTIVES);
      PrivateFiles.write(directives, resource(DIRECTIVES));
      command.addAll(DIGESTING);
      command.add("-XX:CompilerDirectivesFile=" + directives);
    } else {
      command.addAll(QUICK);
    }
    recordedStart(service, jar).map(RecordedStart::options).ifPresent(command::addAll);
    command.addAll(List.of("-jar", jar.toString()));
    return List.copyOf(command);
  }

  /** Of all services but one: a proof of large documents needs the memory that it takes (9 MB). */
  static Optional<RecordedStart> recordedStart(String service, Path jar) {
    return service.equals(THAT_PROVES) ? Optional.empty() : Optional.of(RecordedStart.of(jar));
  }

  private static String resource(String name) {
    try (InputStream in = ServiceJvm.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
