package dev.offshoot.systemtests;

import dev.offshoot.certificates.Pem;
import dev.offshoot.testbed.TestAuthority;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;

/** Key and certificate of an agent, as whoever took its files off the host would use them. */
record AgentIdentity(SSLContext context) {

  static AgentIdentity read(Path folder) {
    try {
      String key = Files.readAllLines(folder.resolve("identity.key")).getFirst();
      PrivateKey privateKey =
          KeyFactory.getInstance("EC")
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key)));
      return new AgentIdentity(
          TestAuthority.context(
              privateKey,
              Pem.read(Files.readString(folder.resolve("certificate.pem")))
                  .certificates()
                  .getFirst(),
              Files.readString(folder.resolve("authorities.pem"))));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("no identity in " + folder, e);
    }
  }

  /** Says that this host has installed its mongod; answers what is answered. */
  String report(String agentsUrl, String host) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(agentsUrl + "/agents/" + host + "/reports"))
            .timeout(Duration.ofSeconds(10))
            .POST(HttpRequest.BodyPublishers.ofString("{\"status\": \"INSTALLED\"}"))
            .build();
    try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      return response.statusCode() + " " + response.body();
    } catch (IOException e) {
      throw new IllegalStateException("no answer from " + agentsUrl, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
