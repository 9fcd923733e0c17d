package dev.offshoot.access.adapter;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An issuer of OpenID Connect on this machine, with one key at a time. */
final class Issuer implements AutoCloseable {

  private final HttpServer server;
  private final AtomicInteger keyReads = new AtomicInteger();
  private volatile ECKey key = newKey("first");
  private volatile String says;

  Issuer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    says = uri().toString();
    server.createContext("/.well-known/openid-configuration", e -> reply(e, configuration()));
    server.createContext("/keys", this::keys);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  ECKey key() {
    return key;
  }

  int keyReads() {
    return keyReads.get();
  }

  /** From now on it signs with another key, and shows only that one. */
  void rotate() {
    key = newKey("second");
  }

  /** Says of itself that it is another one. */
  void pretend(String other) {
    says = other;
  }

  /** Claims that are good. */
  JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(uri().toString())
        .audience("offshoot")
        .subject("eva")
        .claim("groups", List.of("offshoot-plan"))
        .expirationTime(Date.from(Instant.now().plusSeconds(300)));
  }

  String sign(JWTClaimsSet claims) {
    return sign(claims, key);
  }

  static String sign(JWTClaimsSet claims, ECKey with) {
    try {
      JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(with.getKeyID()).build();
      return sign(header, claims, new ECDSASigner(with));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static String sign(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
    try {
      SignedJWT signed = new SignedJWT(header, claims);
      signed.sign(signer);
      return signed.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static ECKey newKey(String name) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(name).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private String configuration() {
    return "{\"issuer\":\"" + says + "\",\"jwks_uri\":\"" + uri() + "/keys\"}";
  }

  private void keys(HttpExchange exchange) throws IOException {
    keyReads.incrementAndGet();
    reply(exchange, new JWKSet(key.toPublicJWK()).toString());
  }

  private static void reply(HttpExchange exchange, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
