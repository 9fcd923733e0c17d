package dev.offshoot.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.cli.SamplePlan;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RenderTest {
  @Test
  void amountsReadAsAPersonSaysThem() {
    assertThat(Amounts.bytes(0)).isEqualTo("0 B");
    assertThat(Amounts.bytes(1_165_500_000_000L)).isEqualTo("1.06 TiB");
    assertThat(Amounts.bytes(300L << 20)).isEqualTo("300 MiB");
    assertThat(Amounts.duration(Duration.ofMillis(400))).isEqualTo("0.4 s");
    assertThat(Amounts.duration(Duration.ofSeconds(123))).isEqualTo("2 min 03 s");
    assertThat(Amounts.duration(Duration.ofMinutes(110))).isEqualTo("1 h 50 min");
    assertThat(Amounts.duration(Duration.ofHours(76))).isEqualTo("3 d 4 h");
    assertThat(Amounts.count(1_234_567)).isEqualTo("1 234 567");
    assertThat(Amounts.of(1, "member")).isEqualTo("1 member");
  }

  @Test
  void columnsAlignWhateverTheirColour() {
    // Given
    Table plain = table(Paint.PLAIN);
    Table coloured = table(Paint.COLOURED);
    // When
    List<String> lines = plain.lines();
    // Then
    assertThat(lines)
        .containsExactly("NAME      STATE     N", "a         DONE     10", "longer    stopped   2");
    assertThat(coloured.lines().stream().map(RenderTest::withoutColour).toList()).isEqualTo(lines);
    assertThat(coloured.lines().get(1)).contains("\033[32mDONE");
  }

  @Test
  void progressShowsShareBytesRateAndTimeLeft() {
    assertThat(
            new ProgressLine("synchronize", 75L << 20, 300L << 20, 50L << 20, Duration.ofSeconds(5))
                .text())
        .isEqualTo(
            "synchronize [########......................]  25 %  75.0 MiB of 300 MiB  50.0 MiB/s  5.0 s left");
    assertThat(new ProgressLine("copy", 5, 0, 0, null).text()).isEqualTo("copy  5 B");
    assertThat(new ProgressLine("copy", 500, 100, 0, null).text()).contains("100 %");
  }

  @Test
  void planSaysWhatAPersonNeedsBeforeSayingYes() {
    // When
    String text = String.join("\n", PlanText.lines(SamplePlan.plan(), Paint.PLAIN));
    // Then
    assertThat(text)
        .contains("PLAN      p-7f3a  orders  digest 9c41aa00bb11  observed 10:02:11Z")
        .contains("voters    4 (2 dc1, 2 dc2)            5 (2 dc1, 2 dc2, 1 aws)")
        .contains("may fail  elections 1, maj. writes 1  elections 2, maj. writes 2")
        .contains("lose dc1  NO MAJORITY                 majority kept (3 of 5)")
        .contains("lose aws  -                           majority kept (4 of 5)")
        .contains(
            "_id 7  orders5.db.example.com:27017  votes 1  priority 0  hidden no  tags site=aws")
        .contains("1.06 TiB data and 5.00 GiB indexes, 1 h 50 min - 2 h 50 min incl. indexes")
        .contains("oplog window at peak 9 h 30 min")
        .contains("CHECKS    ok configuration: v41 t12 committed")
        .contains("          -- reachability: tested after step 2")
        .contains("WARN      NUMERIC_W_WEAKER from step 4")
        .contains("    3  RECONFIG + _id 7")
        .doesNotContain("\033");
  }

  private static Table table(Paint paint) {
    return new Table(paint, "NAME", "STATE", "N")
        .statusColours()
        .flushRight(2)
        .row("a", "DONE", "10")
        .row("longer  ", "stopped", "2");
  }

  private static String withoutColour(String line) {
    return line.replaceAll("\033\\[[0-9]*m", "");
  }
}
