package dev.offshoot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a build recorded of the starts is used, and costs no service its place below 200 MB. */
class RecordedStartST {
  private static final long MOST_RESIDENT_KB = 200 * 1024;

  @Test
  void servicesStartFromWhatWasRecordedAndStayBelow200Megabytes() throws IOException {
    try (RunningOffshoot offshoot = RunningOffshoot.start()) {
      List<String> recorded = new ArrayList<>();
      for (String service : RunningOffshoot.SERVICES) {
        Path process = Path.of("/proc/" + offshoot.service(service).pid().orElseThrow());
        if (Files.readString(process.resolve("maps")).contains(".aot")) {
          recorded.add(service);
        }
        assertThat(residentKb(process)).as(service).isPositive().isLessThan(MOST_RESIDENT_KB);
      }
      assertThat(recorded)
          .containsExactlyInAnyOrder(
              "state-service", "planner-service", "provisioner-service", "installer-service");
    }
  }

  private static long residentKb(Path process) throws IOException {
    String line =
        Files.readAllLines(process.resolve("status")).stream()
            .filter(each -> each.startsWith("VmRSS:"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.replaceAll("[^0-9]", ""));
  }
}
