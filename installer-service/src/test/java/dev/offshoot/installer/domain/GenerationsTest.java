package dev.offshoot.installer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GenerationsTest {

  @Test
  void noTwoOrdersOfAHostHaveTheSameNumberAndWhoeverComesLaterHasTheHigherOne() {
    // Given
    long[] inOrder = {
      Generations.RUN,
      Generations.SETTLE,
      Generations.REMOVE,
      Generations.remove(0),
      Generations.keep(0),
      Generations.remove(1),
      Generations.keep(1)
    };

    // When
    long[] sorted = LongStream.of(inOrder).sorted().distinct().toArray();

    // Then
    assertThat(inOrder).isEqualTo(sorted);
  }
}
