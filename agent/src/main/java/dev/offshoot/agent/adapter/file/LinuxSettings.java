package dev.offshoot.agent.adapter.file;

import dev.offshoot.agent.protocol.HostSetting;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where Linux keeps the settings a member cares about; what cannot be read is absent.
 *
 * @param root the root of the file system
 * @param folder the data path
 */
record LinuxSettings(Path root, Path folder) {

  private static final Pattern CHOSEN = Pattern.compile("\\[([\\w+]+)]");

  private static final int READ = 8192;

  private static final List<String> SYSCTL =
      List.of(
          HostSetting.SWAPPINESS,
          HostSetting.MAX_MAP_COUNT,
          HostSetting.ZONE_RECLAIM,
          HostSetting.FILE_MAX,
          HostSetting.PID_MAX,
          HostSetting.THREADS_MAX,
          HostSetting.KEEPALIVE);

  /** A mount, as a line of /proc/self/mountinfo has it. */
  private record Mount(String device, Path at, String options) {}

  static LinuxSettings of(Path folder) {
    return new LinuxSettings(Path.of("/"), folder);
  }

  /** All that can be read. */
  Map<String, String> values() {
    TreeMap<String, String> values = new TreeMap<>();
    for (String name : SYSCTL) {
      put(values, name, value(name));
    }
    for (String name :
        List.of(HostSetting.HUGE_PAGES, HostSetting.HUGE_PAGES_DEFRAG, HostSetting.READ_AHEAD)) {
      put(values, name, value(name));
    }
    put(values, HostSetting.OPEN_FILES, limit("Max open files"));
    put(values, HostSetting.PROCESSES, limit("Max processes"));
    put(values, HostSetting.FILE_SIZE, limit("Max file size"));
    put(values, HostSetting.ADDRESS_SPACE, limit("Max address space"));
    put(values, HostSetting.MOUNT_OPTIONS, mount().map(Mount::options).orElse(null));
    put(values, HostSetting.NUMA_NODES, nodes());
    return values;
  }

  /** The value of one that is a file; absent when it is none or cannot be read. */
  @Nullable String value(String name) {
    String text = file(name).map(LinuxSettings::text).orElse(null);
    Matcher chosen = CHOSEN.matcher(text == null ? "" : text);
    return chosen.find() ? chosen.group(1) : text;
  }

  /** The file in which the kernel has it. */
  Optional<Path> file(String name) {
    return switch (name) {
      case HostSetting.HUGE_PAGES, HostSetting.HUGE_PAGES_DEFRAG ->
          Optional.of(root.resolve("sys/kernel/mm").resolve(name));
      case HostSetting.READ_AHEAD ->
          mount().map(m -> root.resolve("sys/class/bdi/" + m.device() + "/read_ahead_kb"));
      default ->
          SYSCTL.contains(name)
              ? Optional.of(root.resolve("proc/sys").resolve(name.replace('.', '/')))
              : Optional.empty();
    };
  }

  boolean isSysctl(String name) {
    return SYSCTL.contains(name);
  }

  /** The longest mount point above the data path is the one it is on (proc(5), mountinfo). */
  private Optional<Mount> mount() {
    String lines = text(root.resolve("proc/self/mountinfo"));
    Path path = folder.toAbsolutePath().normalize();
    return Stream.of((lines == null ? "" : lines).split("\n"))
        .map(line -> line.split(" "))
        .filter(fields -> fields.length > 5)
        .map(fields -> new Mount(fields[2], Path.of(fields[4]), fields[5]))
        .filter(mount -> path.startsWith(mount.at()))
        .reduce((one, next) -> next.at().getNameCount() >= one.at().getNameCount() ? next : one);
  }

  private @Nullable String nodes() {
    try (Stream<Path> nodes = Files.list(root.resolve("sys/devices/system/node"))) {
      return Long.toString(
          nodes.filter(n -> n.getFileName().toString().matches("node\\d+")).count());
    } catch (IOException none) {
      return null;
    }
  }

  /** The hard limit: the agent lifts the soft one to it before it starts mongod. */
  private @Nullable String limit(String name) {
    String limits = text(root.resolve("proc/self/limits"));
    Matcher line =
        Pattern.compile(name + "\\s+\\S+\\s+(\\S+)").matcher(limits == null ? "" : limits);
    return line.find() ? line.group(1) : null;
  }

  private static void put(Map<String, String> values, String name, @Nullable String value) {
    if (value != null) {
      values.put(name, value);
    }
  }

  /**
   * A number of sysctl is given whole to the first read, and the rest of it to nobody: {@link
   * Files#readString} would get its first digit.
   */
  static @Nullable String text(Path file) {
    try (InputStream stream = new FileInputStream(file.toFile())) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      byte[] part = new byte[READ];
      for (int read = stream.read(part); read > 0; read = stream.read(part)) {
        all.write(part, 0, read);
      }
      return all.toString(StandardCharsets.UTF_8).strip();
    } catch (IOException unreadable) {
      return null;
    }
  }
}
