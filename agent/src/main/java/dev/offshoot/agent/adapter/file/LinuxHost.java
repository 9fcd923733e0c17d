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
        LinuxSettings.of(folder).values(),
        operatingSystem(),
        System.getProperty("os.arch", "unknown"),
        LinuxSettings.text(Path.of("/proc/sys/kernel/hostname")),
        now());
  }

  private static @Nullable Boolean avx() {
    String cpu = LinuxSettings.text(Path.of("/proc/cpuinfo"));
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

  private static String operatingSystem() {
    String release = LinuxSettings.text(Path.of("/etc/os-release"));
    Matcher name =
        Pattern.compile("PRETTY_NAME=\"?([^\"\\n]+)").matcher(release == null ? "" : release);
    return (name.find() ? name.group(1) : System.getProperty("os.name", "unknown"))
        + ", kernel "
        + System.getProperty("os.version", "unknown");
  }
}
