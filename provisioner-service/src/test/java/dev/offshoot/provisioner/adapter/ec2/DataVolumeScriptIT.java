package dev.offshoot.provisioner.adapter.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real script on a disk of this machine's own making: a loop device in a mount namespace. */
class DataVolumeScriptIT {

  private static final long DISK = 40L << 20;
  private static final int SECONDS = 20;

  private final Path folder;
  private String device = "";

  DataVolumeScriptIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void attach() throws Exception {
    Path disk = folder.resolve("disk");
    try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
      file.setLength(DISK);
    }
    Ended attached = run(List.of("losetup", "--show", "-f", disk.toString()));
    assumeTrue(
        attached.exit == 0 && run(List.of("unshare", "--mount", "true")).exit == 0,
        () -> "SKIPPED: data-volume.sh was not tested, no loop device: " + attached.said);
    device = attached.said.strip();
    Files.writeString(folder.resolve("fstab"), "");
  }

  @AfterEach
  void detach() throws Exception {
    if (!device.isEmpty()) {
      assertThat(run(List.of("losetup", "-d", device)).exit).isZero();
    }
  }

  @Test
  void anEmptyDiskIsMountedForTheAgentAlsoAfterAnInterruptionAndNeverMadeAnew() throws Exception {
    // Given
    String id = UUID.randomUUID().toString();
    Path host = folder.resolve("host");
    Files.writeString(folder.resolve("boot"), script(id));

    // When it boots, and once more with the disk unmounted in between, and once more as it is
    Ended ended =
        inOwnMounts(
            "sh boot && echo kept >host/file && umount host && sh boot && sh boot && cat host/file"
                + " && stat -c 'mode %a' host && grep -c . /etc/fstab && grep ' '$PWD/host' '"
                + " /proc/self/mounts");

    // Then
    assertThat(ended.exit).as(ended.said).isZero();
    assertThat(ended.said)
        .containsPattern("(?s)the rest runs.*the rest runs.*already.*the rest runs\nkept\n")
        .contains("mode 700\n1\n", device + " " + host.toRealPath());
    assertThat(folder.resolve("fstab"))
        .content()
        .startsWith("UUID=" + id + " " + host.toRealPath());
  }

  @Test
  void aDiskThatHoldsSomethingIsRefusedByNameAndNothingElseRuns() throws Exception {
    // Given what another host's boot left
    Files.writeString(folder.resolve("boot"), script(UUID.randomUUID().toString()));
    assertThat(inOwnMounts("sh boot").exit).isZero();
    Files.writeString(folder.resolve("boot"), script(UUID.randomUUID().toString()));

    // When
    Ended ended = inOwnMounts("sh boot");

    // Then
    assertThat(ended.exit).as(ended.said).isEqualTo(1);
    assertThat(ended.said)
        .contains("DATA_VOLUME: " + device + " is not empty")
        .doesNotContain("the rest runs");
  }

  private String script(String id) {
    return DataVolumeScript.before(
        Ec2Samples.request(id, "#!/bin/sh\necho the rest runs\n"), device);
  }

  private Ended inOwnMounts(String commands) throws IOException, InterruptedException {
    String all = "cd " + folder + " && mount --bind fstab /etc/fstab && " + commands;
    return run(List.of("unshare", "--mount", "sh", "-c", all));
  }

  private record Ended(int exit, String said) {}

  private Ended run(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command)).redirectErrorStream(true);
    builder.environment().putAll(Map.of("OFFSHOOT_HOST_DIR", folder.toRealPath() + "/host"));
    try {
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
      return new Ended(process.exitValue(), said);
    } catch (IOException missing) {
      return new Ended(-1, String.valueOf(missing.getMessage()));
    }
  }
}
