package dev.offshoot.installer.adapter.http;

import dev.offshoot.agent.protocol.MemberCertificateRequest;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.installer.app.IssueMemberCertificate;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jboss.logging.Logger;

/** Certificates of the mongods on hosts, for their own agents. */
@Path("/agents")
@RunOnVirtualThread
public class MemberCertificateResource {

  private static final Logger LOG = Logger.getLogger(MemberCertificateResource.class);
  private static final int LARGEST_BODY = 1 << 16;

  private final IssueMemberCertificate issue;
  private final AgentSignatures signatures;

  /** Wired by CDI. */
  public MemberCertificateResource(IssueMemberCertificate issue, AgentSignatures signatures) {
    this.issue = issue;
    this.signatures = signatures;
  }

  /** The same key again gets the same certificate; another key is refused. */
  @POST
  @Path("/{id}/member-certificate")
  @Consumes(MediaType.WILDCARD)
  public Response issue(
      @PathParam("id") String id,
      InputStream content,
      @Context HttpHeaders headers,
      @Context UriInfo uri)
      throws IOException {
    byte[] body = content.readNBytes(LARGEST_BODY);
    boolean own =
        signatures
            .signer(headers, "POST", AgentResource.path(uri), body)
            .filter(known -> !known.revoked() && known.expected().hostRequestId().equals(id))
            .isPresent();
    if (!own) {
      return Problems.of(401, "UNKNOWN_AGENT", "not signed by an enrolled agent of this host");
    }
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
