package dev.offshoot.installer.adapter.http;

import dev.offshoot.access.domain.Role;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.OfferedArtifact;
import dev.offshoot.installer.adapter.file.AgentImage;
import dev.offshoot.installer.adapter.file.ArtifactFiles;
import dev.offshoot.installer.adapter.mongo.ArtifactRecords;
import dev.offshoot.installer.adapter.worker.Announcer;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The catalogue of artifacts for people, and the files for agents and booting hosts. */
@Path("/")
@RunOnVirtualThread
public class ArtifactResource {

  /** Header with the checksum of what is sent. */
  static final String CHECKSUM = "Offshoot-Sha256";

  private static final Pattern VERSION =
      Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+[A-Za-z0-9.+~-]*");

  private final ArtifactFiles files;
  private final ArtifactRecords records;
  private final Announcer announcer;
  private final BearerToken token;
  private final AgentAccess access;

  /** Wired by CDI. */
  public ArtifactResource(
      ArtifactFiles files,
      ArtifactRecords records,
      Announcer announcer,
      BearerToken token,
      AgentAccess access) {
    this.files = files;
    this.records = records;
    this.announcer = announcer;
    this.token = token;
    this.access = access;
  }

  /** Adds a mongod binary or archive. */
  @PUT
  @Path("/artifacts")
  @Consumes(MediaType.WILDCARD)
  public Response add(
      @QueryParam("version") @Nullable String version,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
      InputStream content)
      throws IOException {
    Optional<Response> refused = token.refusal(authorization, Role.APPROVE);
    if (refused.isPresent()) {
      return refused.get();
    }
    if (version == null || !VERSION.matcher(version).matches()) {
      return Problems.of(
          400, "VERSION_MISSING", "give the version mongod reports, such as ?version=6.0.5");
    }
    return switch (files.receive(content, version)) {
      case ArtifactFiles.Received.Kept(OfferedArtifact artifact) -> {
        boolean known = records.find(artifact.sha256()).isPresent();
        records.keep(artifact);
        announcer.announceNow();
        yield Response.status(known ? 200 : 201)
            .type(MediaType.APPLICATION_JSON)
            .entity(ContractJson.text(artifact))
            .build();
      }
      case ArtifactFiles.Received.NotAMongod() ->
          Problems.of(
              422,
              "NOT_A_MONGOD",
              "the file is neither a Linux program nor a .tar.gz; give mongod itself, or the archive that holds bin/mongod");
    };
  }

  /** Lists the artifacts. */
  @GET
  @Path("/artifacts")
  public Response list(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    return token
        .refusal(authorization, Role.LOOK)
        .orElseGet(
            () ->
                Response.ok(ContractJson.text(records.list()), MediaType.APPLICATION_JSON).build());
  }

  /** Removes an artifact; members that run it go on. */
  @DELETE
  @Path("/artifacts/{sha256}")
  public Response remove(
      @PathParam("sha256") String sha256,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization)
      throws IOException {
    Optional<Response> refused = token.refusal(authorization, Role.APPROVE);
    if (refused.isPresent()) {
      return refused.get();
    }
    if (records.find(sha256).isEmpty()) {
      return Problems.of(404, "NO_SUCH_ARTIFACT", "there is no artifact " + sha256);
    }
    records.forget(sha256);
    files.delete(sha256);
    announcer.announceNow();
    return Response.noContent().build();
  }

  /** Sends an artifact to an enrolled agent, or to a person. */
  @GET
  @Path("/artifacts/{sha256}")
  public Response fetch(
      @PathParam("sha256") String sha256,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
      @Context HttpServerRequest request) {
    Optional<Response> refused =
        request.isSSL()
            ? access.refusal(request, Optional.empty())
            : token.refusal(authorization, Role.LOOK);
    return refused.orElseGet(
        () ->
            files
                .find(sha256)
                .map(file -> send(file, sha256))
                .orElseGet(
                    () -> Problems.of(404, "NO_SUCH_ARTIFACT", "there is no artifact " + sha256)));
  }

  /** Sends the agent image; it holds no secret, and a booting host has no identity yet. */
  @GET
  @Path("/agent-image")
  public Response agentImage() {
    Optional<AgentImage> image = announcer.agentImage();
    return image
        .map(found -> send(found.file(), found.sha256()))
        .orElseGet(
            () ->
                Problems.of(
                    404, "NO_AGENT_IMAGE", "this service was started without an agent image"));
  }

  private static Response send(java.nio.file.Path file, String sha256) {
    return Response.ok(file.toFile(), MediaType.APPLICATION_OCTET_STREAM)
        .header(CHECKSUM, sha256)
        .build();
  }
}
