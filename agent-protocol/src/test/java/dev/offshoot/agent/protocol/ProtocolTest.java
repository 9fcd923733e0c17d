package dev.offshoot.agent.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.contracts.ContractJson;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtocolTest {

  @Test
  void aGoalSurvivesTheWireWithItsKindAndItsSecret() {
    // Given
    GoalState goal =
        new GoalState(
            3,
            new Goal.RunMongod(
                new MongodArtifact("6.0.5", "ab", 7, "binary"),
                "127.0.10.4:27017",
                "rs0",
                new MongodOptions(
                    "wiredTiger",
                    true,
                    false,
                    "snappy",
                    990,
                    0.25,
                    "nearest",
                    60L,
                    Map.of("a", "b")),
                new Secret("key material"),
                List.of("127.0.10.1:27017"),
                List.of("# to finish", "mongosh"), null));

    // When
    String json = ContractJson.text(goal);

    // Then
    assertThat(json).contains("\"kind\":\"RunMongod\"").contains("\"keyfile\":\"key material\"");
    assertThat(ContractJson.read(json, GoalState.class)).isEqualTo(goal);
  }

  @Test
  void noTextFormShowsASecret() {
    // Given
    Enrolment enrolment = new Enrolment("host", new Secret("token-1"), "key");

    // When
    String text = enrolment.toString();

    // Then
    assertThat(text).doesNotContain("token-1").contains("***");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /goal?after=1, 2026-01-01T00:00:00Z, body, true",
    "POST, /goal?after=1, 2026-01-01T00:00:00Z, body, false",
    "GET, /goal?after=2, 2026-01-01T00:00:00Z, body, false",
    "GET, /goal?after=1, 2026-01-01T00:00:01Z, body, false",
    "GET, /goal?after=1, 2026-01-01T00:00:00Z, other, false"
  })
  void aSignatureHoldsForExactlyTheRequestThatWasSigned(
      String method, String path, String timestamp, String body, boolean valid) throws Exception {
    // Given
    KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    String publicKey = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    String signature =
        RequestSignature.sign(
            keys.getPrivate(), request("GET", "/goal?after=1", "2026-01-01T00:00:00Z", "body"));

    // When
    boolean verified =
        RequestSignature.verify(publicKey, request(method, path, timestamp, body), signature);

    // Then
    assertThat(verified).isEqualTo(valid);
    assertThat(RequestSignature.isPublicKey(publicKey)).isTrue();
    assertThat(RequestSignature.isPublicKey("bm8=")).isFalse();
  }

  private static RequestSignature.Request request(
      String method, String path, String timestamp, String body) {
    return new RequestSignature.Request(
        method, path, timestamp, RequestSignature.sha256(body.getBytes(StandardCharsets.UTF_8)));
  }
}
