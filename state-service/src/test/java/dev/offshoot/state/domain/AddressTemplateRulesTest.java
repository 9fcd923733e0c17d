package dev.offshoot.state.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTemplateRulesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "db{memberId}.orders.example.com:27017",
        "db{memberNumber}.example.com",
        "{deployment}-{hostId}.{site}.example.com:27018",
        "{memberId}"
      })
  void aTemplateThatTellsMembersApartIsTaken(String template) {
    assertThat(AddressTemplateRules.wrongWith(template)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "db.example.com:27017, tells two members apart",
    "{deployment}.{site}.example.com, tells two members apart",
    "db.example.com:2701{memberId}, tells two members apart",
    "db{member}.example.com, {member} is no placeholder",
    "db{}{memberId}.example.com, {} is no placeholder",
    "db{memberId.example.com, neither HOST nor HOST:PORT",
    "db {memberId}, neither HOST nor HOST:PORT",
    "http://db{memberId}/, neither HOST nor HOST:PORT",
    "db{memberId}:0, neither HOST nor HOST:PORT",
    "db{memberId}:70000, neither HOST nor HOST:PORT",
    "'', neither HOST nor HOST:PORT"
  })
  void anyOtherIsRefusedWithTheReason(String template, String reason) {
    assertThat(AddressTemplateRules.wrongWith(template).orElseThrow()).contains(reason);
  }
}
