package dev.offshoot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.offshoot.testbed.TestReplicaSet;
import dev.offshoot.testbed.cloud.CaptureSearch;
import dev.offshoot.testbed.cloud.Enclosure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./offshoot demo --cloud} as a user types it. Once the demo's set speaks TLS, documents
 * belong to what the capture must not show.
 */
class CloudDemoST {
  private static final Pattern FOLDER = Pattern.compile("(?m)^demo in (\\S+)$");
  private static final String MARK = "offshoot-rig-reads-this";
  private static final Path NETWORK_DEVICES = Path.of("/sys/class/net");
  private static final Path GROUPS = Path.of("/sys/fs/cgroup/memory");

  @Test
  void theSetGrowsOntoAnInstanceAndNothingIsLeft(@TempDir Path home) throws Exception {
    Optional<String> missing = Enclosure.missing();
    assumeTrue(
        missing.isEmpty(),
        () -> "SKIPPED: demo --cloud was not tested, this machine lacks " + missing.orElseThrow());
    try (OneRig _ = OneRig.mine()) {
      grows(home);
    }
  }

  private static void grows(Path home) throws Exception {
    // Given
    List<String> devices = names(NETWORK_DEVICES);
    List<String> groups = names(GROUPS);
    Path capture = home.resolve("link.pcap");

    // When
    Ended demo =
        run(
            home,
            "./offshoot",
            "demo",
            "--cloud",
            "--megabytes",
            "20",
            "--capture",
            capture.toString());

    // Then
    assertThat(demo.exit()).as(demo.said()).isZero();
    assertThat(demo.said())
        .contains("PROVEN", "its user-data ended with 0", "10.30.0.10:27017 is SECONDARY")
        .containsPattern("ok install .*its agent set .*tcp_keepalive_time=120.*vm.swappiness=1")
        .doesNotContain("NOT PROVEN", "FAIL");
    Matcher folder = FOLDER.matcher(demo.said());
    assertThat(folder.find()).as(demo.said()).isTrue();
    assertThat(Path.of(folder.group(1))).doesNotExist();
    assertThat(LocalProcess.of(Path.of(folder.group(1)))).isEmpty();
    assertThat(names(NETWORK_DEVICES)).isEqualTo(devices);
    assertThat(names(GROUPS)).isEqualTo(groups);
    assertThat(
            CaptureSearch.found(
                capture,
                Map.of(
                    MARK,
                    MARK,
                    "password",
                    TestReplicaSet.ROOT.password(),
                    "private key",
                    "PRIVATE KEY-----",
                    "document",
                    "placedAt",
                    "command",
                    "replSetHeartbeat",
                    "keyfile in a goal",
                    "\"keyfile\":\"")))
        .as("of all that, only what the demo sends in clear so that the search is known to see")
        .containsExactly(MARK);
  }

  @Test
  void withoutTheRightsItSaysWhatIsNeeded(@TempDir Path home) throws Exception {
    // Given root without a single capability, or whoever runs this.
    List<String> command = new ArrayList<>();
    if (Enclosure.missing().isEmpty()) {
      command.addAll(List.of("setpriv", "--bounding-set=-all"));
    }
    command.addAll(List.of("./offshoot", "demo", "--cloud"));

    // When
    Ended refused = run(home, command.toArray(String[]::new));

    // Then
    assertThat(refused.exit()).as(refused.said()).isEqualTo(2);
    assertThat(refused.said())
        .contains(
            "demo --cloud makes hosts and networks of its own, and for that this machine lacks")
        .contains("Run it as root on Linux");
  }

  private record Ended(int exit, String said) {}

  private static Ended run(Path home, String... command) throws IOException, InterruptedException {
    Path output = home.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(CommandLine.checkout().toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(output.toFile());
    builder.environment().put("OFFSHOOT_SKIP_BUILD", "1");
    Process process = builder.start();
    try {
      assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
      return new Ended(process.exitValue(), Files.readString(output));
    } finally {
      process.destroy();
    }
  }

  private static List<String> names(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }
}
