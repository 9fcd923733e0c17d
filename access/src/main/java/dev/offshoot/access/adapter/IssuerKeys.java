package dev.offshoot.access.adapter;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an issuer: where they are is read from its OpenID configuration when the first token
 * comes, they are kept for 5 minutes, and an unknown one has them read again, at most twice in 30
 * s. Safe for many threads.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {

  private static final String CONFIGURATION = "/.well-known/openid-configuration";
  private static final long RETRY = Duration.ofSeconds(10).toNanos();

  private final URI issuer;
  private final IssuerDocuments documents = new IssuerDocuments();
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable JWKSource<SecurityContext> found;
  private @Nullable Long failedAt;

  IssuerKeys(URI issuer) {
    this.issuer = issuer;
  }

  @Override
  public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
      throws KeySourceException {
    return source().get(selector, context);
  }

  private JWKSource<SecurityContext> source() throws KeySourceException {
    lock.lock();
    try {
      JWKSource<SecurityContext> known = found;
      if (known == null) {
        Long failed = failedAt;
        if (failed != null && System.nanoTime() - failed < RETRY) {
          throw new KeySourceException(issuer + " did not answer a moment ago");
        }
        failedAt = System.nanoTime();
        known = discover();
        found = known;
      }
      return known;
    } finally {
      lock.unlock();
    }
  }

  private JWKSource<SecurityContext> discover() throws KeySourceException {
    try {
      URI at = URI.create(issuer.toString().replaceFirst("/$", "") + CONFIGURATION);
      Map<String, Object> said =
          JSONObjectUtils.parse(documents.retrieveResource(at.toURL()).getContent());
      if (!issuer.toString().equals(said.get("issuer"))) {
        throw new KeySourceException(at + " is of issuer " + said.get("issuer"));
      }
      URI keys = URI.create(JSONObjectUtils.getString(said, "jwks_uri"));
      return JWKSourceBuilder.create(keys.toURL(), documents).build();
    } catch (IOException | ParseException | IllegalArgumentException e) {
      throw new KeySourceException("the configuration of " + issuer + " cannot be read", e);
    }
  }
}
