package dev.offshoot.installer.adapter.http;

import dev.offshoot.agent.protocol.MemberCertificateRequest;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.installer.app.IssueMemberCertificate;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Certificates of the mongods on hosts, for their own agents. */
@Path("/agents")
@RunOnVirtualThread
public class MemberCertificateResource {

  private static final Logger LOG = Logger.getLogger(MemberCertificateResource.class);
  private static final int LARGEST_BODY = 1 << 16;

  private final IssueMemberCertificate issue;
  private final AgentAccess access;

  /** Wired by CDI. */
  public MemberCertificateResource(IssueMemberCertificate issue, AgentAccess access) {
    this.issue = issue;
    this.access = access;
  }

  /** The same key again gets the same certificate; another key is refused. */
  @POST
  @Path("/{id}/member-certificate")
  @Consumes(MediaType.WILDCARD)
  public Response issue(
      @PathParam("id") String id, InputStream content, @Context HttpServerRequest call)
      throws IOException {
    Optional<Response> refusal = access.refusal(call, Optional.of(id));
    if (refusal.isPresent()) {
      return refusal.get();
    }
    byte[] body = content.readNBytes(LARGEST_BODY);
    MemberCertificateRequest request;
    try {
      request =
          ContractJson.read(
              new String(body, StandardCharsets.UTF_8), MemberCertificateRequest.class);
    } catch (IllegalArgumentException unreadable) {
      return Problems.of(400, "MALFORMED", "not a certificate request");
    }
    return switch (issue.issue(id, request.request())) {
      case IssueMemberCertificate.Answer.Issued(var certificate) ->
          Response.ok(ContractJson.text(certificate), MediaType.APPLICATION_JSON).build();
      case IssueMemberCertificate.Answer.NotNow(String reason) -> {
        LOG.warnf("No certificate for host %s yet: %s", id, reason);
        yield Problems.of(503, "MEMBER_CERTIFICATE_NOT_ISSUED", reason);
      }
      case IssueMemberCertificate.Answer.Refused(String reason) -> {
        LOG.errorf("A certificate for host %s was refused: %s", id, reason);
        yield Problems.of(409, "MEMBER_CERTIFICATE_REFUSED", reason);
      }
    };
  }
}
