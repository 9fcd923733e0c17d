package dev.offshoot.installer.adapter.http;

import dev.offshoot.agent.protocol.Sha256;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.installer.adapter.file.AgentImage;
import dev.offshoot.installer.adapter.worker.Announcer;
import dev.offshoot.installer.app.CertificateIssuer;
import dev.offshoot.installer.config.InstallerConfig;
import dev.offshoot.installer.domain.JoinScript;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The script with which machines join; it holds no secret. */
@Path("/")
@RunOnVirtualThread
public class JoinResource {

  private final Announcer announcer;
  private final InstallerConfig config;
  private final CertificateIssuer issuer;
  private final String template = resource("/join.sh");
  private final String userData = resource("/user-data.sh");

  /** Wired by CDI. */
  public JoinResource(Announcer announcer, InstallerConfig config, CertificateIssuer issuer) {
    this.announcer = announcer;
    this.config = config;
    this.issuer = issuer;
  }

  /** Where machines fetch the script, and its checksum. */
  @GET
  @Path("/join")
  @Produces(MediaType.APPLICATION_JSON)
  public Response join() {
    return answer(
        agent ->
            Response.ok(
                ContractJson.text(
                    Map.of(
                        "url",
                        config.publicUrl() + "/join.sh",
                        "sha256",
                        Sha256.of(script(agent).getBytes(StandardCharsets.UTF_8)))),
                MediaType.APPLICATION_JSON));
  }

  /** The script. */
  @GET
  @Path("/join.sh")
  public Response script() {
    return answer(agent -> Response.ok(script(agent), "text/x-shellscript; charset=utf-8"));
  }

  private Response answer(Function<AgentImage, Response.ResponseBuilder> say) {
    Optional<AgentImage> agent = announcer.agentImage();
    return agent
        .map(offered -> say.apply(offered).build())
        .orElseGet(
            () ->
                Problems.of(
                    404, "NO_AGENT_IMAGE", "this service was started without an agent image"));
  }

  private String script(AgentImage agent) {
    return JoinScript.write(
        template,
        userData,
        new JoinScript.Values(config.publicUrl(), agent.sha256(), issuer.authorities()));
  }

  private static String resource(String name) {
    try (InputStream in = JoinResource.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing in this jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
