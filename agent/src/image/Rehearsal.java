import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Runs the agent of an image once against a stand-in, so that the JVM can record which classes a start needs (AOT cache).
 * One certificate of its own stands for everything: CA, service and agent; so the agent's key is given to it beforehand.
 * The stand-in for mongod is a shell script and a port that answers nothing: the driver's classes get loaded all the same.
 */
class Rehearsal {

  private static final char[] PASSWORD = "rehearsal".toCharArray();
  private static final String STAND_IN = "#!/bin/sh\n[ \"$1\" = --version ] || exec sleep 30\n";

  public static void main(String[] arguments) throws Exception {
    Path image = Path.of(arguments[0]).toAbsolutePath();
    Path folder = Path.of(arguments[1]).toAbsolutePath();
    Files.createDirectories(folder);
    Path host = Files.createTempDirectory(folder, "host");
    Files.writeString(host.resolve("token"), "rehearsal");
    KeyStore store = keyStore(folder);
    Certificate certificate = store.getCertificate("rehearsal");
    String pem = "-----BEGIN CERTIFICATE-----\n" + text(certificate.getEncoded()) + "\n-----END CERTIFICATE-----\n";
    Files.writeString(host.resolve("ca.pem"), pem);
    Files.createDirectories(host.resolve("agent"));
    Files.writeString(
        host.resolve("agent/identity.key"),
        text(store.getKey("rehearsal", PASSWORD).getEncoded()) + "\n" + text(certificate.getPublicKey().getEncoded()) + "\n");
    Path cache = image.resolve("lib/agent.aot");
    Files.deleteIfExists(cache);
    CountDownLatch asked = new CountDownLatch(1);
    AtomicReference<ServerSocket> mongod = new AtomicReference<>();
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(asking(store));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> answer(exchange, port, mongod, asked, pem));
    server.start();
    Process agent = start(image, host, cache, server.getAddress().getPort());
    asked.await(10, TimeUnit.SECONDS);
    // The driver gets its time to look for a member that does not answer.
    agent.waitFor(1, TimeUnit.SECONDS);
    agent.destroy();
    boolean ended = agent.waitFor(60, TimeUnit.SECONDS);
    server.stop(0);
    if (mongod.get() != null) {
      mongod.get().close();
    }
    stopStandIn(host);
    if (!ended || !Files.exists(cache)) {
      System.err.println("the rehearsal did not work; see " + host.resolve("agent.log"));
      System.exit(1);
    }
    System.exit(0);
  }

  private static KeyStore keyStore(Path folder) throws Exception {
    Path file = folder.resolve("rehearsal.p12");
    Files.deleteIfExists(file);
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                "-genkeypair", "-alias", "rehearsal", "-dname", "CN=rehearsal", "-keyalg", "EC", "-groupname", "secp256r1",
                "-ext", "bc:critical=ca:true", "-ext", "eku=serverAuth,clientAuth", "-ext", "san=ip:127.0.0.1",
                "-keystore", file.toString(), "-storetype", "PKCS12", "-storepass", new String(PASSWORD))
            .inheritIO()
            .start();
    keytool.waitFor();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private static HttpsConfigurator asking(KeyStore store) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(keys.getKeyManagers(), new TrustManager[] {new Anybody()}, null);
    return new HttpsConfigurator(context) {
      @Override
      public void configure(HttpsParameters parameters) {
        SSLParameters asking = context.getDefaultSSLParameters();
        asking.setWantClientAuth(true);
        parameters.setSSLParameters(asking);
      }
    };
  }

  private static String text(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Nobody is kept out of a rehearsal. */
  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private static Process start(Path image, Path host, Path cache, int port) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(image.resolve("bin/agent").toString());
    builder.environment().put("OFFSHOOT_AGENT_AOT", "-XX:AOTCacheOutput=" + cache);
    builder.environment().put("OFFSHOOT_URL", "https://127.0.0.1:" + port);
    builder.environment().put("OFFSHOOT_HOST_REQUEST_ID", "rehearsal");
    builder.environment().put("OFFSHOOT_HOST_DIR", host.toString());
    builder.environment().put("OFFSHOOT_TOKEN_FILE", host.resolve("token").toString());
    builder.redirectErrorStream(true).redirectOutput(host.resolve("agent.log").toFile());
    return builder.start();
  }

  private static void answer(
      HttpExchange exchange, int port, AtomicReference<ServerSocket> mongod, CountDownLatch asked, String pem)
      throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    if (path.endsWith("/enrolments")) {
      reply(exchange, 200, "{\"agentId\":\"rehearsal\",\"hostRequestId\":\"rehearsal\",\"certificate\":\"%1$s\",\"authorities\":\"%1$s\"}".formatted(pem.replace("\n", "\\n")));
    } else if (path.startsWith("/artifacts/")) {
      reply(exchange, 200, STAND_IN);
    } else if (path.endsWith("/reports")) {
      if (new String(body, StandardCharsets.UTF_8).contains("started mongod")) {
        mongod.set(new ServerSocket(port, 10, InetAddress.getLoopbackAddress()));
        Thread.startVirtualThread(() -> greet(mongod.get(), asked));
      }
      reply(exchange, 204, "");
    } else if (exchange.getRequestURI().getQuery().contains("after=-1")) {
      reply(exchange, 200, goal(port));
    } else {
      reply(exchange, 204, "");
    }
  }

  private static void greet(ServerSocket mongod, CountDownLatch asked) {
    try {
      for (int number = 1; ; number++) {
        InputStream in = mongod.accept().getInputStream();
        if (number > 1 && in.read() >= 0) {
          asked.countDown();
        }
      }
    } catch (IOException closed) {
      asked.countDown();
    }
  }

  private static String goal(int port) {
    String sha256;
    try {
      sha256 =
          HexFormat.of()
              .formatHex(MessageDigest.getInstance("SHA-256").digest(STAND_IN.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    return """
        {"generation":1,"goal":{"kind":"RunMongod","artifact":{"version":"0","sha256":"%s","sizeBytes":1,"kind":"binary"},
        "address":"127.0.0.1:%d","setName":"rehearsal","keyfile":"rehearsal","members":["127.0.0.1:%d"],
        "options":{"storageEngine":"wiredTiger","directoryPerDb":false,"directoryForIndexes":false,"oplogSizeMb":990,
        "cacheSizeGb":0.25,"initialSyncSourceReadPreference":"nearest","setParameters":{}}}}"""
        .formatted(sha256, port, port);
  }

  private static void reply(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Offshoot-Time", java.time.Instant.now().toString());
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private static void stopStandIn(Path host) throws IOException {
    Path pid = host.resolve("mongod/pid");
    if (Files.exists(pid)) {
      ProcessHandle.of(Long.parseLong(Files.readString(pid).split(" ")[0])).ifPresent(ProcessHandle::destroy);
    }
  }
}
