package dev.offshoot.access.adapter;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads small documents of an issuer, each whole within 3 s. Follows no redirect. */
final class IssuerDocuments implements ResourceRetriever {

  private static final Duration DEADLINE = Duration.ofSeconds(3);
  private static final long LARGEST = 1 << 20;
  private static final int OK = 200;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(DEADLINE).build();

  @Override
  public Resource retrieveResource(URL address) throws IOException {
    URI uri = uri(address);
    if (!OpenIdSettings.isSafe(uri)) {
      throw new IOException(uri + " is no https address, and not on this machine");
    }
    CompletableFuture<HttpResponse<String>> reply =
        http.sendAsync(
            HttpRequest.newBuilder(uri).timeout(DEADLINE).build(),
            BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST));
    try {
      HttpResponse<String> response = reply.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() != OK) {
        throw new IOException(uri + " answered " + response.statusCode());
      }
      return new Resource(response.body(), "application/json");
    } catch (ExecutionException | TimeoutException e) {
      reply.cancel(true);
      throw new IOException(uri + " does not answer", e);
    } catch (InterruptedException e) {
      reply.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + uri + " was asked", e);
    }
  }

  private static URI uri(URL address) throws IOException {
    try {
      return address.toURI();
    } catch (URISyntaxException e) {
      throw new IOException(address + " is no address", e);
    }
  }
}
