package dev.offshoot.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;

/** The calls of installer-service about mongod binaries and what machines join with. */
public final class ArtifactApi {
  private final HttpCalls calls;

  public ArtifactApi(HttpCalls calls) {
    this.calls = calls;
  }

  /** Hands over a mongod binary or archive. */
  public JsonNode add(Path file, String version) throws FileNotFoundException {
    return calls
        .upload("/artifacts?version=" + HttpCalls.encoded(version), BodyPublishers.ofFile(file))
        .body();
  }

  public JsonNode list() {
    return calls.get("/artifacts").body();
  }

  /** Where machines fetch the script they join with, and its checksum. */
  public JsonNode join() {
    return calls.get("/join").body();
  }

  public void remove(String sha256) {
    calls.delete("/artifacts/" + HttpCalls.encoded(sha256));
  }
}
