package dev.offshoot.agent.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmallDecisionsTest {

  @ParameterizedTest
  @CsvSource({
    "1, 0, FOLLOW_NEW",
    "3, 3, FOLLOW_AGAIN",
    "2, 3, REFUSE",
    "0, 0, REFUSE",
    "9, 3, FOLLOW_NEW"
  })
  void aGoalIsFollowedByItsGenerationAlone(long offered, long followed, GoalDecision expected) {
    // When
    GoalDecision decision = GoalDecision.evaluate(offered, followed);

    // Then
    assertThat(decision).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "db4.example.com:27018, db4.example.com, 27018, db4.example.com:27018",
    "DB4, db4, 27017, db4:27017",
    "[::1]:27019, ::1, 27019, [::1]:27019"
  })
  void anAddressIsReadAsConfigurationsWriteIt(String text, String host, int port, String written) {
    // When
    Address address = Address.parse(text);

    // Then
    assertThat(address).isEqualTo(new Address(host, port)).hasToString(written);
  }

  @Test
  void whatIsNoAddressIsRefused() {
    assertThatThrownBy(() -> Address.parse("db4:port")).hasMessage("not HOST:PORT: db4:port");
    assertThatThrownBy(() -> Address.parse("db4:70000")).hasMessage("not HOST:PORT: db4:70000");
  }

  @Test
  void fatalLinesAreShownBeforeOthers() {
    // Given
    List<String> log =
        List.of(
            "{\"s\":\"I\",\"msg\":\"one\"}",
            "{\"s\":\"F\",\"msg\":\"two\"}",
            "{\"s\":\"I\",\"msg\":\"three\"}");

    // When
    String shown = FatalLines.of(log);

    // Then
    assertThat(shown).isEqualTo("{\"s\":\"F\",\"msg\":\"two\"}");
    assertThat(FatalLines.of(List.of("a", "b", "c", "d", "e"))).isEqualTo("b | c | d | e");
    assertThat(FatalLines.of(List.of())).isEmpty();
  }

  @Test
  void waitsGrowAndStayBounded() {
    assertThat(Backoff.after(1)).hasMillis(200);
    assertThat(Backoff.after(2)).hasMillis(400);
    assertThat(Backoff.after(8)).hasMillis(15_000);
    assertThat(Backoff.after(Integer.MAX_VALUE)).hasMillis(15_000);
  }
}
