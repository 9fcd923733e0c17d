package dev.offshoot.planner.domain.design;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

  @ParameterizedTest
  @CsvSource({
    "db1.example.com:27018, db1.example.com:27018, false, false",
    "db1, db1:27017, false, false",
    "localhost, localhost:27017, true, false",
    "127.88.3.4:27017, 127.88.3.4:27017, true, true",
    "10.0.0.4:1, 10.0.0.4:1, false, true",
    "[::1]:27017, [::1]:27017, true, true",
    "[fe80::1], [fe80::1]:27017, false, true"
  })
  void isReadAsHostAndPort(String text, String whole, boolean loopback, boolean ip) {
    // When
    Address address = Address.parse(text).orElseThrow();

    // Then
    assertThat(address.text()).isEqualTo(whole);
    assertThat(address.loopback()).isEqualTo(loopback);
    assertThat(address.ip()).isEqualTo(ip);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "db1:", "db1:0", "db1:70000", "http://db1", "-x", "$(id):1"})
  void isNotReadFromAnythingElse(String text) {
    assertThat(Address.parse(text)).isEmpty();
  }
}
