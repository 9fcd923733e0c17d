package dev.offshoot.provisioner.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class UserDataTest {

  private static final String PEM =
      "-----BEGIN CERTIFICATE-----\nMIIB+/A=\n-----END CERTIFICATE-----\n";

  @Test
  void everyValueIsOneWordOfTheShell() {
    // Given
    var values = new UserData.Values("http://a/'; rm -rf /", "abc", PEM, "id", "00ff");

    // When
    UserData written =
        UserData.write("url=@URL@ sum=@SHA256@ id=@HOST_REQUEST_ID@\n@TOKEN@", values);

    // Then
    assertThat(written.script())
        .isEqualTo("url='http://a/'\\''; rm -rf /' sum='abc' id='id'\n00ff");
  }

  @Test
  void theTokenIsNeverPrinted() {
    // Given
    var values = new UserData.Values("http://a", "abc", PEM, "id", "00ff");

    // When
    UserData written = UserData.write("@TOKEN@", values);

    // Then
    assertThat(written.toString() + values).doesNotContain("00ff");
  }

  @Test
  void whatIsNoTokenIsRefused() {
    // Given
    var values = new UserData.Values("http://a", "abc", PEM, "id", "x\nTOKEN\nrm");

    // When, Then
    assertThatThrownBy(() -> UserData.write("@TOKEN@", values))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsNoCertificateIsRefused() {
    // Given
    var values = new UserData.Values("https://a", "abc", "CERTIFICATES\n$(rm)", "id", "00ff");

    // When, Then
    assertThatThrownBy(() -> UserData.write("@TOKEN@", values))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
