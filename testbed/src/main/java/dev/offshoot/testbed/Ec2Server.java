package dev.offshoot.testbed;

import dev.offshoot.embedded.KeptPort;
import dev.offshoot.embedded.Launch;
import dev.offshoot.embedded.ManagedProcess;
import dev.offshoot.embedded.Poll;
import dev.offshoot.embedded.Tools;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A server that speaks EC2's API (moto). It keeps instances, tags, volumes and addresses; it does
 * not honour ClientToken, takes every image and type, and boots nothing.
 */
public final class Ec2Server implements AutoCloseable {

  private static final Duration UP_WITHIN = Duration.ofSeconds(60);
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(10);

  private final Path folder = TestFolders.make();
  private final int port = KeptPort.choose();
  private final ManagedProcess process = new ManagedProcess("EC2 server", folder.resolve("pid"));

  private Ec2Server() {}

  /** Starts one on a free port of this machine. */
  public static Ec2Server start() {
    Ec2Server server = new Ec2Server();
    Path packages = Tools.find().moto();
    List<String> command =
        List.of(
            "python3",
            "-c",
            "from moto.server import main; main()",
            "-H",
            "127.0.0.1",
            "-p",
            Integer.toString(server.port));
    server.process.start(
        new Launch(
            command,
            Map.of("PYTHONPATH", packages.toString()),
            server.folder,
            server.folder.resolve("log")));
    if (!Poll.until(UP_WITHIN, server::answers)) {
      server.close();
      throw new IllegalStateException("the EC2 server does not answer on port " + server.port);
    }
    return server;
  }

  /** To a look at subnets: its first answer takes long, and clients of tests wait seconds only. */
  private boolean answers() {
    HttpRequest look =
        HttpRequest.newBuilder(url())
            .timeout(UP_WITHIN)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=test/20260101/eu-west-1/ec2/aws4_request,"
                    + " SignedHeaders=host, Signature=none")
            .POST(HttpRequest.BodyPublishers.ofString("Action=DescribeSubnets&Version=2016-11-15"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(look, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public void close() {
    process.stop(STOPPED_WITHIN);
    TestFolders.delete(folder);
  }
}
