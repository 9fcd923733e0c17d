package dev.offshoot.provisioner.adapter.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.offshoot.provisioner.config.ProvisionerWiring;
import dev.offshoot.provisioner.domain.CreateCall;
import dev.offshoot.provisioner.domain.HostRequest;
import dev.offshoot.provisioner.domain.Released;
import dev.offshoot.provisioner.domain.UserData;
import dev.offshoot.testbed.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real script boots a stand-in for the agent, fetched over HTTP. */
class UserDataIT {

  private static final String TOKEN = "0123456789abcdef";

  private final Path data;
  private final LocalHosts hosts;
  private final HttpsServer installer;
  private final byte[] image;
  private final TestAuthority authority = new TestAuthority("Test");
  private final AtomicInteger fetches = new AtomicInteger();

  UserDataIT(@TempDir Path data) throws Exception {
    this.data = data;
    this.hosts = new LocalHosts(data);
    Path bin = Files.createDirectories(data.resolve("image/offshoot-agent/bin"));
    Path agent = bin.resolve("agent");
    Files.writeString(
        agent,
        """
        #!/bin/sh
        env | grep ^OFFSHOOT_ | sort >"$OFFSHOOT_HOST_DIR/seen"
        echo the agent speaks
        exec sleep 600
        """);
    Files.setPosixFilePermissions(agent, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path packed = data.resolve("image.tar.gz");
    int exit =
        new ProcessBuilder(
                "tar",
                "-C",
                data.resolve("image").toString(),
                "-czf",
                packed.toString(),
                "offshoot-agent")
            .start()
            .waitFor();
    assertThat(exit).isZero();
    image = Files.readAllBytes(packed);
    installer = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    installer.setHttpsConfigurator(new HttpsConfigurator(authority.serving("127.0.0.1")));
    installer.createContext(
        "/agent-image",
        exchange -> {
          // The first answers are a service that is not ready.
          boolean ready = fetches.incrementAndGet() > 1;
          exchange.sendResponseHeaders(ready ? 200 : 503, ready ? image.length : -1);
          if (ready) {
            exchange.getResponseBody().write(image);
          }
          exchange.close();
        });
    installer.start();
  }

  @AfterEach
  void close() {
    installer.stop(0);
    hosts.close();
  }

  @Test
  void fetchesTheImageByChecksumAndStartsTheAgentWithTheTokenInAFile() throws Exception {
    // Given
    String id = LocalHosts.newId();
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(image));
    String url = "https://127.0.0.1:" + installer.getAddress().getPort();
    UserData userData =
        UserData.write(
            ProvisionerWiring.userDataTemplate(),
            new UserData.Values(url, sha256, authority.pem(), id, TOKEN));
    HostRequest request = LocalHosts.request(id, LocalHosts.freeAddress(), userData.script());

    // When
    hosts.provider().request(request);

    // Then
    Path seen = hosts.folder(id).resolve("seen");
    await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(seen) && Files.size(seen) > 0);
    assertThat(seen)
        .content()
        .contains(
            "OFFSHOOT_URL=" + url,
            "OFFSHOOT_HOST_REQUEST_ID=" + id,
            "OFFSHOOT_HOST_DIR=" + hosts.folder(id),
            "OFFSHOOT_CA_FILE=" + hosts.folder(id).resolve("ca.pem"),
            "OFFSHOOT_TOKEN_FILE=" + hosts.folder(id).resolve("token"))
        .doesNotContain(TOKEN);
    Path token = hosts.folder(id).resolve("token");
    assertThat(token).hasContent(TOKEN);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
        .isEqualTo("rw-------");
    assertThat(fetches).hasValue(2);
    assertThat(argumentsOfEveryProcess()).doesNotContain(TOKEN);

    // When
    Released released = hosts.provider().release(id, new CreateCall.Settled());

    // Then
    assertThat(released).isEqualTo(new Released.Gone());
    assertThat(data.resolve("kept").resolve(id).resolve("agent.log")).content().contains("speaks");
  }

  private static String argumentsOfEveryProcess() throws IOException {
    StringBuilder all = new StringBuilder();
    try (var entries = Files.list(Path.of("/proc"))) {
      for (Path entry : entries.toList()) {
        try {
          all.append(Files.readString(entry.resolve("cmdline"), StandardCharsets.ISO_8859_1));
        } catch (IOException notAProcess) {
          all.append('\n');
        }
      }
    }
    return all.toString();
  }
}
