package dev.offshoot.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.ExpansionRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The calls of state-service. */
public final class StateApi {
  private final HttpCalls calls;

  public StateApi(HttpCalls calls) {
    this.calls = calls;
  }

  /** Answers true when the deployment is new, false when it was registered and is now changed. */
  public boolean register(String name, JsonNode deployment) {
    return calls.put("/deployments/" + HttpCalls.encoded(name), deployment).status() == 201;
  }

  public JsonNode deployments() {
    return calls.get("/deployments").body();
  }

  public JsonNode deployment(String name) {
    return calls.get("/deployments/" + HttpCalls.encoded(name)).body();
  }

  /** Observes now. */
  public JsonNode observe(String name) {
    return calls
        .post("/deployments/" + HttpCalls.encoded(name) + "/observations", Map.of(), Map.of())
        .body();
  }

  public void forget(String name) {
    calls.delete("/deployments/" + HttpCalls.encoded(name));
  }

  /**
   * Asks for an expansion; answers its id.
   *
   * @param key the same key again is the same request
   */
  public String request(ExpansionRequest request, String key) {
    return calls
        .post("/expansions", request, Map.of("Idempotency-Key", key))
        .body()
        .path("id")
        .asText();
  }

  /** Every expansion known, newest first as the service has it. */
  public List<ExpansionView> expansions() {
    JsonNode body = calls.get("/expansions").body();
    List<ExpansionView> views = new ArrayList<>();
    (body.isArray() ? body : body.path("expansions"))
        .forEach(each -> views.add(ExpansionView.read(each)));
    return views;
  }

  public ExpansionView expansion(String id) {
    return ExpansionView.read(calls.get("/expansions/" + HttpCalls.encoded(id)).body());
  }

  public void approve(String id, String planDigest) {
    calls.post(
        "/expansions/" + HttpCalls.encoded(id) + "/approval",
        Map.of("planDigest", planDigest),
        Map.of());
  }

  public void cancel(String id) {
    calls.post("/expansions/" + HttpCalls.encoded(id) + "/cancellation", Map.of(), Map.of());
  }

  public JsonNode hosts() {
    return calls.get("/hosts").body();
  }

  /** What providers hold although nothing living needs it, as it was looked for last. */
  public JsonNode leftovers() {
    return calls.get("/hosts/leftovers").body();
  }

  /** How far the removals of what is left are. */
  public JsonNode leftoverRemovals() {
    return calls.get("/hosts/leftovers/removals").body();
  }

  /** Asks for the removal of what is left of a host; answers the host's id. */
  public String removeLeftover(String id) {
    return calls
        .delete("/hosts/leftovers/" + HttpCalls.encoded(id))
        .body()
        .path("hostRequestId")
        .asText();
  }

  /** Offers a machine; the answer holds its one-time token. */
  public JsonNode offerHost(String address, @Nullable String site) {
    return calls
        .post(
            "/hosts",
            site == null ? Map.of("address", address) : Map.of("address", address, "site", site),
            Map.of())
        .body();
  }

  /**
   * Gives a host back.
   *
   * @param keepData whether the member's files are set aside on a machine of the pool
   */
  public void removeHost(String id, boolean keepData) {
    calls.delete("/hosts/" + HttpCalls.encoded(id) + (keepData ? "?keepData=true" : ""));
  }

  /** Has the agent leave a machine of the pool; answers the id under which the host is listed. */
  public String detachHost(String id) {
    return calls
        .post("/hosts/" + HttpCalls.encoded(id) + "/detachment", Map.of(), Map.of())
        .body()
        .path("host")
        .asText();
  }

  public JsonNode audit(String deployment) {
    String query = deployment.isEmpty() ? "" : "?deployment=" + HttpCalls.encoded(deployment);
    return calls.get("/audit" + query).body();
  }

  /**
   * What the audit's chain of hashes says.
   *
   * @param number entry whose hash is asked for; 0 for none
   */
  public JsonNode auditChain(long number) {
    return calls.get("/audit/chain" + (number == 0 ? "" : "?number=" + number)).body();
  }

  /** The numbered story as lines of server-sent events, from behind the given number. */
  public Stream<String> story(String id, String lastEventId) {
    Map<String, String> headers =
        lastEventId.isEmpty() ? Map.of() : Map.of("Last-Event-ID", lastEventId);
    return calls.lines("/expansions/" + HttpCalls.encoded(id) + "/events", headers);
  }
}
