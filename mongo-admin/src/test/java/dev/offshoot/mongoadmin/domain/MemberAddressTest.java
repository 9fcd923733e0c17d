package dev.offshoot.mongoadmin.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemberAddressTest {

  @ParameterizedTest
  @CsvSource({
    "db1.example.com:27018, db1.example.com:27018",
    "DB1.Example.com, db1.example.com:27017",
    "127.0.3.4:1, 127.0.3.4:1",
    "[::1]:27019, [::1]:27019",
    "[fe80::2], [fe80::2]:27017",
    "fe80::2, [fe80::2]:27017",
  })
  void whatIsParsedIsFormattedAsConfigurationsHaveIt(String text, String wanted) {
    assertThat(MemberAddress.parse(text).format()).isEqualTo(wanted);
    assertThat(MemberAddress.parse(wanted)).isEqualTo(MemberAddress.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a:", "a:0", "a:70000", "a:b", "[::1", "[::1]x", "a b:1"})
  void whatIsNoAddressIsRefused(String text) {
    assertThat(MemberAddress.find(text)).isEmpty();
    assertThatThrownBy(() -> MemberAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void loopbackIsWhatTheServerCountsAsLocalhost() {
    assertThat(MemberAddress.parse("localhost").isLoopback()).isTrue();
    assertThat(MemberAddress.parse("127.9.8.7:1").isLoopback()).isTrue();
    assertThat(MemberAddress.parse("[::1]:1").isLoopback()).isTrue();
    assertThat(MemberAddress.parse("127.example.com").isLoopback()).isFalse();
    assertThat(MemberAddress.parse("10.0.0.1").isLoopback()).isFalse();
    assertThat(MemberAddress.parse("10.0.0.1").isIpLiteral()).isTrue();
  }
}
