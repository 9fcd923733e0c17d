package dev.offshoot.agent.adapter.file;

import dev.offshoot.agent.app.HostTuning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes settings where the kernel has them, and for every boot into files of Offshoot's own:
 * {@code sysctl.d} for those of sysctl, {@code tmpfiles.d} (type {@code w}) for those below {@code
 * /sys}. Files of other names are never touched.
 */
public final class LinuxTuning implements HostTuning {

  private static final String SYSCTL = "etc/sysctl.d/60-offshoot.conf";
  private static final String TMPFILES = "etc/tmpfiles.d/offshoot.conf";
  private static final String FIRST_LINE = "# Written by the Offshoot agent, for mongod.\n";

  private final Path root;
  private final LinuxSettings settings;

  /** Of this machine, whose data path this is. */
  public LinuxTuning(Path folder) {
    this(Path.of("/"), LinuxSettings.of(folder));
  }

  LinuxTuning(Path root, LinuxSettings settings) {
    this.root = root;
    this.settings = settings;
  }

  @Override
  public List<Tuned> conform(Map<String, String> wanted) {
    TreeMap<String, String> open = new TreeMap<>(wanted);
    String unkept = keep(new TreeMap<>(wanted));
    // What is so now is told of only when the next boot would undo it.
    open.entrySet()
        .removeIf(one -> unkept == null && one.getValue().equals(settings.value(one.getKey())));
    List<Tuned> tuned = new ArrayList<>();
    for (Map.Entry<String, String> one : open.entrySet()) {
      String before = settings.value(one.getKey());
      String unset = one.getValue().equals(before) ? null : set(one.getKey(), one.getValue());
      tuned.add(new Tuned(one.getKey(), before, one.getValue(), unset == null ? unkept : unset));
    }
    return tuned;
  }

  private @Nullable String set(String name, String value) {
    Optional<Path> file = settings.file(name);
    if (file.isEmpty() || !isWord(value)) {
      return "this agent does not know it";
    }
    try {
      Files.writeString(
          file.get(), value, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    } catch (IOException e) {
      return reason(e);
    }
    String now = settings.value(name);
    return value.equals(now) ? null : "it stays " + now;
  }

  /**
   * For the boots to come, also what is so already: nothing else may make it so. What was kept
   * before is replaced as a whole, and not written again when it is the same.
   */
  private @Nullable String keep(Map<String, String> wanted) {
    StringBuilder sysctl = new StringBuilder(FIRST_LINE);
    StringBuilder tmpfiles = new StringBuilder(FIRST_LINE);
    wanted.values().removeIf(value -> !isWord(value));
    for (Map.Entry<String, String> one : wanted.entrySet()) {
      if (settings.isSysctl(one.getKey())) {
        sysctl.append(one.getKey()).append(" = ").append(one.getValue()).append('\n');
      } else {
        settings
            .file(one.getKey())
            .ifPresent(
                file ->
                    tmpfiles.append("w /%s - - - - %s\n".formatted(below(file), one.getValue())));
      }
    }
    try {
      write(root.resolve(SYSCTL), sysctl);
      write(root.resolve(TMPFILES), tmpfiles);
      return null;
    } catch (IOException e) {
      return "set, but lost with the next boot: " + reason(e);
    }
  }

  /** No value can become another line of a file. */
  private static boolean isWord(String value) {
    return value.matches("[a-z0-9+]{1,32}");
  }

  private Path below(Path file) {
    return root.relativize(file);
  }

  private static void write(Path file, CharSequence content) throws IOException {
    if (content.length() == FIRST_LINE.length()) {
      return;
    }
    if (content.toString().equals(LinuxSettings.text(file) + "\n")) {
      return;
    }
    Files.createDirectories(file.resolveSibling("."));
    PrivateFiles.write(file, content.toString(), PrivateFiles.ALL_READ);
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return e.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }
}
