package dev.offshoot.provisioner.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class UserDataTest {

  @Test
  void everyValueIsOneWordOfTheShell() {
    // Given
    var values = new UserData.Values("http://a/'; rm -rf /", "abc", "id", "00ff");

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
    var values = new UserData.Values("http://a", "abc", "id", "00ff");

    // When
    UserData written = UserData.write("@TOKEN@", values);

    // Then
    assertThat(written.toString() + values).doesNotContain("00ff");
  }

  @Test
  void whatIsNoTokenIsRefused() {
    // Given
    var values = new UserData.Values("http://a", "abc", "id", "x\nTOKEN\nrm");

    // When, Then
    assertThatThrownBy(() -> UserData.write("@TOKEN@", values))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
