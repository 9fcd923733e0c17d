package dev.offshoot.access.adapter;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.offshoot.access.domain.Caller;
import dev.offshoot.access.domain.ClaimRules;
import dev.offshoot.access.domain.ClaimRules.Judgement;
import java.text.ParseException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Says who shows a token that an OpenID Connect issuer signed: a JWT (RFC 7519, RFC 9068) with an
 * asymmetric signature of the issuer, for our audience, not over by more than a minute. Whatever
 * cannot be verified is nobody's. Safe for many threads.
 */
public final class OpenIdTokens {

  private static final int LONGEST = 16_384;
  private static final Set<JWSAlgorithm> ALGORITHMS = algorithms();

  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
  private final ClaimRules rules;
  private final Consumer<String> trouble;
  private volatile String told = "";

  /**
   * For one issuer, which is not asked before the first token comes.
   *
   * @param trouble told why a token of the issuer does not count, or why none can be verified;
   *     never a token, and nothing twice in a row
   */
  public OpenIdTokens(OpenIdSettings settings, Consumer<String> trouble) {
    this.rules = settings.rules();
    this.trouble = trouble;
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(ALGORITHMS, new IssuerKeys(settings.issuer())));
    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            Set.of(settings.audience()),
            new JWTClaimsSet.Builder().issuer(settings.issuer().toString()).build(),
            Set.of("exp", "aud"),
            Set.of()));
  }

  private static Set<JWSAlgorithm> algorithms() {
    Set<JWSAlgorithm> asymmetric = new LinkedHashSet<>(JWSAlgorithm.Family.RSA);
    asymmetric.addAll(JWSAlgorithm.Family.EC);
    asymmetric.remove(JWSAlgorithm.ES256K);
    return Set.copyOf(asymmetric);
  }

  /** Who shows it; nobody when it is no such token, or does not count. */
  public Optional<Caller> holder(String token) {
    SignedJWT signed = token.length() > LONGEST ? null : parsed(token);
    if (signed == null) {
      return Optional.empty();
    }
    try {
      return admitted(rules.judge(processor.process(signed, null).toJSONObject()));
    } catch (BadJWTException e) {
      return refused("A token of the OpenID Connect issuer does not count: " + e.getMessage());
    } catch (BadJOSEException e) {
      // Anybody can make one up; nobody else's log is filled with it.
      return Optional.empty();
    } catch (JOSEException e) {
      return refused("No token of the OpenID Connect issuer can be verified: " + e.getMessage());
    }
  }

  private static @Nullable SignedJWT parsed(String token) {
    try {
      return SignedJWT.parse(token);
    } catch (ParseException e) {
      return null;
    }
  }

  private Optional<Caller> admitted(Judgement judgement) {
    return switch (judgement) {
      case Judgement.Admitted(Caller caller) -> Optional.of(caller);
      case Judgement.Refused(String reason) ->
          refused("A token of the OpenID Connect issuer does not count: " + reason);
    };
  }

  private Optional<Caller> refused(String why) {
    if (!told.equals(why)) {
      told = why;
      trouble.accept(why);
    }
    return Optional.empty();
  }
}
