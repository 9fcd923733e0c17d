package dev.offshoot.state.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallerTest {

  @Test
  void aNameIsPrintableShortAndNeverEmpty() {
    assertThat(Caller.name(null)).isEqualTo("api");
    assertThat(Caller.name("  \u0007\n ")).isEqualTo("api");
    assertThat(Caller.name("eva@ops\r\nX: 1")).isEqualTo("eva@opsX: 1");
    assertThat(Caller.name("é".repeat(300))).hasSize(100);
  }
}
