package dev.offshoot.provisioner.adapter.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.provisioner.app.DnsHook;
import dev.offshoot.provisioner.domain.DnsChange;
import dev.offshoot.provisioner.domain.DnsChange.Action;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DnsCommandIT {

  private static final DnsChange MADE =
      new DnsChange(Action.UPSERT, "db4.example.com", "10.0.0.9", "h-1", "i-1");

  private Instant now = Instant.EPOCH;

  @Test
  void isAskedForEachChangeAsJsonAndForTheSameOneAgainOnlyLater(@TempDir Path folder)
      throws IOException {
    // Given
    Path heard = folder.resolve("heard");
    DnsCommand hook = new DnsCommand(List.of("/bin/sh", "-c", "cat >> " + heard), () -> now);

    // When
    assertThat(hook.change(MADE)).isEqualTo(new DnsHook.Outcome.Done());
    assertThat(hook.change(MADE)).isEqualTo(new DnsHook.Outcome.Done());
    assertThat(hook.change(new DnsChange(Action.DELETE, "db4.example.com", null, "h-1", "vol-1")))
        .isEqualTo(new DnsHook.Outcome.Done());
    now = now.plusSeconds(11);
    assertThat(hook.change(MADE)).isEqualTo(new DnsHook.Outcome.Done());

    // Then
    String upsert =
        "{\"action\":\"upsert\",\"name\":\"db4.example.com\",\"address\":\"10.0.0.9\","
            + "\"hostId\":\"h-1\",\"reference\":\"i-1\"}";
    assertThat(Files.readAllLines(heard))
        .containsExactly(
            upsert,
            "{\"action\":\"delete\",\"name\":\"db4.example.com\",\"hostId\":\"h-1\","
                + "\"reference\":\"vol-1\"}",
            upsert);
  }

  @Test
  void whatItSaysLastIsTheReason() {
    assertThat(
            new DnsCommand(List.of("/bin/sh", "-c", "echo no zone >&2; exit 2"), () -> now)
                .change(MADE))
        .isEqualTo(new DnsHook.Outcome.Failed("the command ended with 2: no zone"));
  }
}
