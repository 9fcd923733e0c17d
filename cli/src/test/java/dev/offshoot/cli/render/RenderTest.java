package dev.offshoot.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offshoot.cli.SamplePlan;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.Plan;
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
            "synchronize [########......................]  25 %  75.0 MiB of 300 MiB  50.0 MiB/s "
                + " 5.0 s left");
    assertThat(new ProgressLine("copy", 5, 0, 0, null).text()).isEqualTo("copy  5 B");
    assertThat(new ProgressLine("copy", 500, 100, 0, null).text()).contains("100 %");
  }

  @Test
  void whatIsLeftIsATableAndAProviderThatWasNotSeenIsNamed() throws Exception {
    // Given
    JsonNode looks =
        new ObjectMapper()
            .readTree(
                """
                [{"service": "provisioner-service", "lookedAt": "2026-01-02T03:04:05Z",
                  "leftovers": [{"provider": "aws", "kind": "VOLUME", "reference": "vol-1",
                    "state": "available", "standing": "UNKNOWN", "detail": "nobody asked for it"},
                    {"provider": "aws", "kind": "HOST", "reference": "i-1", "hostRequestId": "h1",
                    "state": "running", "standing": "RELEASED", "detail": "it was given back"}],
                  "unseen": [{"provider": "pool", "reason": "no answer"}]}]
                """);
    JsonNode removals =
        new ObjectMapper()
            .readTree(
                """
                [{"hostRequestId": "h1", "state": "REFUSED", "cause": {"step": "install",
                  "code": "LEFTOVER_HAS_DATA", "detail": "it has data", "remedy": "look"}}]
                """);

    // Then
    assertThat(LeftoverText.count(looks)).isEqualTo(2);
    assertThat(LeftoverText.lines(looks, removals, Paint.PLAIN))
        .containsExactly(
            "PROVIDER  KIND    REFERENCE  HOST  STANDING  WHY",
            "aws       VOLUME  vol-1      -     UNKNOWN   nobody asked for it",
            "aws       HOST    i-1        h1    RELEASED  it was given back; it was not removed:"
                + " LEFTOVER_HAS_DATA: it has data",
            "as of 2026-01-02T03:04:05Z; none of it is removed by itself",
            "provider pool did not say what it holds: no answer");
    assertThat(LeftoverText.lines(new ObjectMapper().readTree("[]"), removals, Paint.PLAIN))
        .containsExactly("nobody has looked yet");
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

  @Test
  void planSaysWhereEachHostStandsAndWhatItCosts() {
    // Given
    ObjectNode priced = SamplePlan.json();
    ObjectNode host = (ObjectNode) priced.at("/toAdd/0/host");
    host.put("volumeBytes", 140L << 30).put("diskBytes", 140L << 30);
    host.putArray("zones").add("eu-west-1a").add("eu-west-1b");
    host.putObject("cost")
        .put("currency", "USD")
        .put("hostPerMonth", 70.08)
        .put("diskPerMonth", 13.02)
        .put("source", "eu.json of 2026-01-02");

    // When
    Plan plan = ContractJson.read(priced, Plan.class);

    // Then
    assertThat(PlanText.lines(plan, Paint.PLAIN))
        .contains(
            "HOST      local small in aws (zones eu-west-1a, eu-west-1b): 2 CPU, 4.00 GiB memory, 140"
                + " GiB data disk of its own")
        .contains(
            "COST      about 83.10 USD a month (host 70.08, disk 13.02; price list eu.json of"
                + " 2026-01-02)");
    assertThat(PlanText.lines(SamplePlan.plan(), Paint.PLAIN)).contains("COST      no price known");
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
