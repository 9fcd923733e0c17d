package dev.offshoot.access.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.PlainJWT;
import dev.offshoot.access.domain.Caller;
import dev.offshoot.access.domain.ClaimRules;
import dev.offshoot.access.domain.Role;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenIdTokensTest {

  private static final ClaimRules RULES =
      new ClaimRules("sub", "groups", List.of(new ClaimRules.Grant(Role.PLAN, "offshoot-plan")));
  private static final Caller EVA = new Caller("oidc:eva", Role.PLAN);

  private final List<String> trouble = new ArrayList<>();
  private Issuer issuer;

  @BeforeEach
  void startTheIssuer() throws IOException {
    issuer = new Issuer();
  }

  @AfterEach
  void endTheIssuer() {
    issuer.close();
  }

  private OpenIdTokens tokens() {
    return new OpenIdTokens(new OpenIdSettings(issuer.uri(), "offshoot", RULES), trouble::add);
  }

  @Test
  void aTokenOfTheIssuerForUsSaysWhoCalls() {
    // Given
    OpenIdTokens tokens = tokens();
    String token = issuer.sign(issuer.claims().build());

    // When // Then
    assertThat(tokens.holder(token)).contains(EVA);
    assertThat(tokens.holder(token)).contains(EVA);
    assertThat(issuer.keyReads()).isEqualTo(1);
    assertThat(trouble).isEmpty();
  }

  @Test
  void aTokenThatIsNotForUsOrNotNowIsNobodys() {
    // Given
    OpenIdTokens tokens = tokens();
    Instant now = Instant.now();
    List<String> wrong =
        List.of(
            issuer.sign(issuer.claims().audience("another-service").build()),
            issuer.sign(issuer.claims().audience(List.of()).build()),
            issuer.sign(issuer.claims().issuer("http://127.0.0.1:1").build()),
            issuer.sign(issuer.claims().issuer(null).build()),
            issuer.sign(issuer.claims().expirationTime(Date.from(now.minusSeconds(90))).build()),
            issuer.sign(issuer.claims().expirationTime(null).build()),
            issuer.sign(issuer.claims().notBeforeTime(Date.from(now.plusSeconds(90))).build()),
            issuer.sign(issuer.claims().claim("groups", List.of("others")).build()));

    // When // Then
    assertThat(wrong).allMatch(token -> tokens.holder(token).isEmpty());
    assertThat(trouble).isNotEmpty().noneMatch(line -> wrong.stream().anyMatch(line::contains));
  }

  @Test
  void aTokenThatTheIssuerDidNotSignIsNobodysAndTellsNothing() throws Exception {
    // Given
    OpenIdTokens tokens = tokens();
    String good = issuer.sign(issuer.claims().build());
    String[] parts = good.split("\\.", -1);
    String others =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                issuer
                    .claims()
                    .subject("root")
                    .build()
                    .toString()
                    .getBytes(StandardCharsets.UTF_8));
    byte[] published = issuer.key().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
    List<String> wrong =
        List.of(
            new PlainJWT(issuer.claims().build()).serialize(),
            Issuer.sign(issuer.claims().build(), Issuer.newKey("first")),
            Issuer.sign(issuer.claims().build(), Issuer.newKey("unknown")),
            Issuer.sign(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(),
                issuer.claims().build(),
                new MACSigner(published)),
            parts[0] + "." + others + "." + parts[2],
            parts[0] + "." + parts[1] + ".",
            good + "A".repeat(20_000),
            "a.b.c",
            "no token at all");

    // When // Then
    assertThat(wrong).allMatch(token -> tokens.holder(token).isEmpty());
    assertThat(trouble).isEmpty();
    assertThat(tokens.holder(good)).contains(EVA);
  }

  @Test
  void aKeyThatIsNewAtTheIssuerIsFoundAndStrangersCauseFewReadings() {
    // Given
    OpenIdTokens tokens = tokens();
    assertThat(tokens.holder(issuer.sign(issuer.claims().build()))).contains(EVA);

    // When
    issuer.rotate();

    // Then
    assertThat(tokens.holder(issuer.sign(issuer.claims().build()))).contains(EVA);
    for (int i = 0; i < 50; i++) {
      String stranger = Issuer.sign(issuer.claims().build(), Issuer.newKey("unknown-" + i));
      assertThat(tokens.holder(stranger)).isEmpty();
    }
    assertThat(issuer.keyReads()).isLessThan(6);
  }

  @Test
  void anIssuerThatDoesNotAnswerOrIsAnotherLetsInNobodyAndIsToldOnce() {
    // Given
    OpenIdTokens tokens = tokens();
    String token = issuer.sign(issuer.claims().build());
    issuer.pretend("https://id.example.com");

    // When // Then
    assertThat(tokens.holder(token)).isEmpty();
    assertThat(trouble)
        .hasSize(1)
        .first()
        .asString()
        .contains("is of issuer https://id.example.com");

    // When // Then
    issuer.close();
    assertThat(tokens().holder(token)).isEmpty();
    assertThat(trouble).hasSize(2);
  }

  @Test
  void keysAreNotReadInTheClearFromAnotherMachineAndATokenMustBeForSomebody() {
    assertThatThrownBy(
            () -> new OpenIdSettings(URI.create("http://id.example.com"), "offshoot", RULES))
        .hasMessageContaining("offshoot.oidc.issuer");
    assertThatThrownBy(() -> new OpenIdSettings(URI.create("https://id.example.com"), " ", RULES))
        .hasMessageContaining("offshoot.oidc.audience");
  }
}
