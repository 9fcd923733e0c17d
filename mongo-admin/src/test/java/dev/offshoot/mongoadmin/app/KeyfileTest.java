package dev.offshoot.mongoadmin.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyfileTest {

  @Test
  void oneKeyLosesItsWhiteSpace() {
    assertThat(Keyfile.of("abc\n def\r\n\tghi \n").keys()).containsExactly("abcdefghi");
  }

  @Test
  void duringARotationEveryKeyOfTheSequenceIsFound() {
    assertThat(Keyfile.of("- first key\n- 'second'\n").keys())
        .containsExactly("firstkey", "second");
    assertThat(Keyfile.of("[one, \"two\"]").keys()).containsExactly("one", "two");
  }

  @Test
  void nothingShowsAKey() {
    Keyfile keyfile = Keyfile.of("topsecret");

    assertThat(keyfile.toString()).doesNotContain("topsecret");
    assertThat(keyfile.credentials().toString()).doesNotContain("topsecret").contains("__system");
    assertThat(new NamedCredential("s", new Credential("u", "pw1")).toString())
        .doesNotContain("pw1");
  }

  @Test
  void aCredentialSplitsAtItsFirstColon() {
    assertThat(Credential.parse("app:a:b\n")).isEqualTo(new Credential("app", "a:b"));
  }
}
