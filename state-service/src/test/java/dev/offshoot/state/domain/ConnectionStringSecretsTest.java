package dev.offshoot.state.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionStringSecretsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mongodb://user:pw@h:27017/",
        "mongodb://user:p@w@h:27017",
        "mongodb://user:p?w@h:27017/?replicaSet=rs0",
        "mongodb://user:p/a?w@h:27017",
        "mongodb+srv://user:pw@cluster.example.com",
        "user:pw@h",
        "mongodb://h/?tlsCertificateKeyFilePassword=pw",
        "mongodb://h/?authMechanismProperties=AWS_SESSION_TOKEN:abc"
      })
  void aSecretIsFound(String connectionString) {
    assertThat(ConnectionStringSecrets.present(connectionString)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mongodb://h1:27017,h2:27017/?replicaSet=rs0",
        "mongodb://h1/?appName=a%40b",
        "mongodb+srv://cluster.example.com",
        "mongodb://user@h:27017/"
      })
  void whatHoldsNoneIsLetPass(String connectionString) {
    assertThat(ConnectionStringSecrets.present(connectionString)).isFalse();
  }
}
