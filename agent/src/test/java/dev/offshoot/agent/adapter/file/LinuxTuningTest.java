package dev.offshoot.agent.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.agent.app.HostTuning.Tuned;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxTuningTest {

  private static final String THP = "sys/kernel/mm/transparent_hugepage/enabled";

  @TempDir Path root;
  private LinuxSettings settings;
  private LinuxTuning tuning;

  @BeforeEach
  void aMachine() throws IOException {
    file("proc/sys/vm/swappiness", "60\n");
    file("proc/sys/net/ipv4/tcp_keepalive_time", "7200\n");
    file(THP, "always [madvise] never\n");
    file(
        "proc/self/mountinfo",
        """
        22 1 259:1 / / rw,relatime - ext4 /dev/root rw
        30 22 259:3 / /data rw,noatime - xfs /dev/data rw
        31 30 0:40 / /data/other rw - tmpfs tmpfs rw
        """);
    file("sys/class/bdi/259:3/read_ahead_kb", "128\n");
    settings = new LinuxSettings(root, Path.of("/data/offshoot"));
    tuning = new LinuxTuning(root, settings);
  }

  private void file(String name, String content) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, content);
  }

  @Test
  void whatAMachineHasIsReadWhereLinuxKeepsIt() {
    // When
    Map<String, String> values = settings.values();

    // Then
    assertThat(values)
        .containsEntry("vm.swappiness", "60")
        .containsEntry("net.ipv4.tcp_keepalive_time", "7200")
        .containsEntry("transparent_hugepage/enabled", "madvise")
        .containsEntry("bdi/read_ahead_kb", "128")
        .containsEntry("mount/options", "rw,noatime")
        .doesNotContainKeys("vm.max_map_count", "limit/nofile", "numa/nodes");
  }

  @Test
  void aNumberOfThisMachinesKernelIsReadWhole() throws Exception {
    // Given
    Process cat = new ProcessBuilder("cat", "/proc/sys/vm/max_map_count").start();
    String said = new String(cat.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

    // When
    Map<String, String> values = LinuxSettings.of(root).values();

    // Then
    assertThat(values).containsEntry("vm.max_map_count", said);
    assertThat(Long.parseLong(said)).isGreaterThan(9);
  }

  @Test
  void whatIsAskedForIsSetNowAndKeptForTheNextBoot() {
    // When
    List<Tuned> tuned = tuning.conform(Map.of("vm.swappiness", "1", "bdi/read_ahead_kb", "16"));

    // Then
    assertThat(tuned)
        .containsExactly(
            new Tuned("bdi/read_ahead_kb", "128", "16", null),
            new Tuned("vm.swappiness", "60", "1", null));
    assertThat(root.resolve("proc/sys/vm/swappiness")).hasContent("1");
    assertThat(root.resolve("etc/sysctl.d/60-offshoot.conf"))
        .hasContent("# Written by the Offshoot agent, for mongod.\nvm.swappiness = 1");
    assertThat(root.resolve("etc/tmpfiles.d/offshoot.conf"))
        .hasContent(
            "# Written by the Offshoot agent, for mongod.\n"
                + "w /sys/class/bdi/259:3/read_ahead_kb - - - - 16");
    assertThat(tuning.conform(Map.of("vm.swappiness", "1"))).isEmpty();
  }

  @Test
  void whatIsSoAlreadyIsKeptForTheNextBootOnceAndNotTold() throws IOException {
    // Given
    file("proc/sys/vm/swappiness", "1\n");
    Path kept = root.resolve("etc/sysctl.d/60-offshoot.conf");

    // When
    List<Tuned> first = tuning.conform(Map.of("vm.swappiness", "1"));
    Object written = Files.readAttributes(kept, BasicFileAttributes.class).fileKey();
    List<Tuned> second = tuning.conform(Map.of("vm.swappiness", "1"));

    // Then
    assertThat(first).isEmpty();
    assertThat(second).isEmpty();
    assertThat(kept).content().contains("vm.swappiness = 1");
    assertThat(Files.readAttributes(kept, BasicFileAttributes.class).fileKey()).isEqualTo(written);
    assertThat(root.resolve("etc/tmpfiles.d")).doesNotExist();
  }

  @Test
  void whatIsSoAlreadyAndCannotBeKeptIsSaid() throws IOException {
    // Given
    file("proc/sys/vm/swappiness", "1\n");
    file("etc/sysctl.d", "no folder");

    // When
    List<Tuned> tuned = tuning.conform(Map.of("vm.swappiness", "1"));

    // Then
    assertThat(tuned)
        .singleElement()
        .satisfies(one -> assertThat(one.problem()).contains("lost with the next boot"));
  }

  @Test
  void whatCannotBeSetIsSaidAndTheRestIsSet() throws IOException {
    // Given
    Files.delete(root.resolve(THP));

    // When
    List<Tuned> tuned =
        tuning.conform(Map.of("vm.swappiness", "1", "transparent_hugepage/enabled", "never"));

    // Then
    assertThat(tuned)
        .extracting(Tuned::setting)
        .containsExactly("transparent_hugepage/enabled", "vm.swappiness");
    assertThat(tuned.getFirst().problem()).contains("NoSuchFile");
    assertThat(tuned.getLast().problem()).isNull();
  }

  @Test
  void whatIsLostWithTheNextBootIsSaid() throws IOException {
    // Given
    file("etc/sysctl.d", "no folder");

    // When
    List<Tuned> tuned = tuning.conform(Map.of("vm.swappiness", "1"));

    // Then
    assertThat(tuned.getFirst().problem()).contains("lost with the next boot");
    assertThat(root.resolve("proc/sys/vm/swappiness")).hasContent("1");
  }

  @Test
  void noNameAndNoValueReachesAnotherFile() {
    // When
    List<Tuned> tuned =
        tuning.conform(
            Map.of(
                "kernel.core_pattern", "x", "../../etc/passwd", "x", "vm.swappiness", "1\nx = y"));

    // Then
    assertThat(tuned)
        .hasSize(3)
        .allSatisfy(one -> assertThat(one.problem()).contains("does not know"));
    assertThat(root.resolve("etc")).doesNotExist();
    assertThat(root.resolve("proc/sys/vm/swappiness")).hasContent("60");
  }
}
