package dev.offshoot.agent.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.contracts.ContractJson;
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
                List.of("# to finish", "mongosh"),
                null,
                Map.of()));

    // When
    String json = ContractJson.text(goal);

    // Then
    assertThat(json).contains("\"kind\":\"RunMongod\"").contains("\"keyfile\":\"key material\"");
    assertThat(ContractJson.read(json, GoalState.class)).isEqualTo(goal);
  }

  @Test
  void noTextFormShowsASecret() {
    // Given
    Enrolment enrolment = new Enrolment("host", new Secret("token-1"), "key", "proof");

    // When
    String text = enrolment.toString();

    // Then
    assertThat(text).doesNotContain("token-1").contains("***");
  }

  @ParameterizedTest
  @CsvSource({"host-1, true", "host-2, false"})
  void aProofHoldsForTheHostAndTheKeyItWasSignedFor(String host, boolean valid) throws Exception {
    // Given
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    KeyPair keys = generator.generateKeyPair();
    String key = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    String other =
        Base64.getEncoder().encodeToString(generator.generateKeyPair().getPublic().getEncoded());
    String proof = KeyProof.sign(keys.getPrivate(), "host-1", key);

    // When
    boolean holds = KeyProof.holds(new Enrolment(host, new Secret("t"), key, proof));

    // Then
    assertThat(holds).isEqualTo(valid);
    assertThat(KeyProof.holds(new Enrolment(host, new Secret("t"), other, proof))).isFalse();
    assertThat(KeyProof.holds(new Enrolment(host, new Secret("t"), "bm8=", proof))).isFalse();
  }
}
