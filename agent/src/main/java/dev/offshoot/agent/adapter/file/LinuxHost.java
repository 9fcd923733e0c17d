package dev.offshoot.agent.adapter.file;

import dev.offshoot.agent.app.Host;
import dev.offshoot.agent.protocol.HostProfile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Linux tells about this host in /proc and /sys; what cannot be read is absent. */
public final class LinuxHost implements Host {

  private static final Pattern CHOSEN = Pattern.compile("\\[(\\w+)]");

  private final Path folder;
  private final CountDownLatch asked = new CountDownLatch(1);

  /** Describes the disk this folder is on. */
  public LinuxHost(Path folder) {
    this.folder = folder;
  }

  /** Asks the agent to end soon. */
  public void end() {
    asked.countDown();
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public void pause(Duration duration) {
    try {
      asked.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end();
    }
  }

  @Override
  public boolean ending() {
    return asked.getCount() == 0;
  }

  @Override
  @SuppressWarnings(
      "SystemOut") // The agent's log is its standard output, which the host's user-data sends to a
  // file.
  public void log(String line) {
    System.out.println(Instant.now() + " " + line);
  }

  @Override
  public HostProfile profile() {
    return new HostProfile(
        Runtime.getRuntime().availableProcessors(),
        avx(),
        memory(),
        disk(),
        new HostProfile.Limits(limit("Max open files"), limit("Max processes")),
        new HostProfile.Kernel(
            number("/proc/sys/vm/swappiness"),
            number("/proc/sys/vm/max_map_count"),
            hugePages(),
            number("/proc/sys/vm/overcommit_memory"),
            number("/proc/sys/net/ipv4/tcp_keepalive_time")),
        operatingSystem(),
        System.getProperty("os.arch", "unknown"),
        text("/proc/sys/kernel/hostname"),
        now());
  }

  private static @Nullable Boolean avx() {
    String cpu = text("/proc/cpuinfo");
    if (cpu == null || !cpu.contains("flags")) {
      return null;
    }
    return cpu.contains(" avx ");
  }

  private static long memory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : 0;
  }

  private HostProfile.Disk disk() {
    try {
      FileStore store = Files.getFileStore(folder);
      return new HostProfile.Disk(
          folder.toString(), store.getUsableSpace(), store.getTotalSpace(), store.type());
    } catch (IOException e) {
      return new HostProfile.Disk(folder.toString(), 0, 0, "unknown");
    }
  }

  /** The hard limit: the agent lifts the soft one to it before it starts mongod. */
  private static @Nullable Long limit(String name) {
    String limits = text("/proc/self/limits");
    if (limits == null) {
      return null;
    }
    Matcher line = Pattern.compile(name + "\\s+\\S+\\s+(\\S+)").matcher(limits);
    if (!line.find()) {
      return null;
    }
    return line.group(1).equals("unlimited") ? Long.valueOf(-1) : Long.valueOf(line.group(1));
  }

  private static @Nullable String hugePages() {
    String text = text("/sys/kernel/mm/transparent_hugepage/enabled");
    Matcher chosen = CHOSEN.matcher(text == null ? "" : text);
    return chosen.find() ? chosen.group(1) : null;
  }

  private static String operatingSystem() {
    String release = text("/etc/os-release");
    Matcher name =
        Pattern.compile("PRETTY_NAME=\"?([^\"\\n]+)").matcher(release == null ? "" : release);
    return (name.find() ? name.group(1) : System.getProperty("os.name", "unknown"))
        + ", kernel "
        + System.getProperty("os.version", "unknown");
  }

  private static @Nullable Long number(String file) {
    String text = text(file);
    try {
      return text == null ? null : Long.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable String text(String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException unreadable) {
      return null;
    }
  }
}
