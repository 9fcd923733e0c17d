package dev.offshoot.provisioner.domain.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceListTest {

  private static final List<String> HEAD = List.of("date,2026-01-02", "currency,USD");

  @Test
  void onlyThePricesOfTheRegionCountAndTheListSaysItsDay() {
    // When
    PriceList list =
        PriceList.read(
            "ours.csv",
            "eu-west-1",
            List.of(
                "# ours",
                "",
                HEAD.get(0),
                HEAD.get(1),
                "us-east-1,m5.large,0.1",
                "eu-west-1 , m5.large , 0.2"));

    // Then
    assertThat(list.of("m5.large")).contains(0.2);
    assertThat(list.of("m5.xlarge")).isEmpty();
    assertThat(list.source()).isEqualTo("ours.csv of 2026-01-02");
    assertThat(list.currency()).isEqualTo("USD");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"eu-west-1,m5.large,cheap", "eu-west-1,m5.large,-1", "m5.large", "date,today"})
  void oneLineThatCannotBeReadIsNamedAndGivesNoListAtAll(String line) {
    assertThatThrownBy(
            () -> PriceList.read("ours.csv", "eu-west-1", List.of(HEAD.get(0), HEAD.get(1), line)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 3 of ours.csv")
        .hasMessageContaining(line);
  }

  @Test
  void aListWithoutItsDayIsNone() {
    assertThatThrownBy(() -> PriceList.read("ours.csv", "eu-west-1", List.of("currency,USD")))
        .hasMessageContaining("date");
  }
}
