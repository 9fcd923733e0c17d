package dev.offshoot.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionRequest;
import dev.offshoot.contracts.PlanCreated;
import dev.offshoot.simulation.service.Services;
import dev.offshoot.simulation.service.StateParts;
import dev.offshoot.simulation.service.World;
import dev.offshoot.stage.domain.Direction;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.state.app.Outcome;
import dev.offshoot.state.app.StoredExpansion;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The person, or the program, that asks for the expansion, approves it, and perhaps cancels it. */
final class User {

  private static final String BY_EVENT = "0b0f5c1e-5a0e-4d0c-9b55-3f3c4b1f0001";
  private static final Duration LOOK = Duration.ofMillis(500);

  /** A person who is asked, and cannot help, cancels after a while. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Scenario scenario;
  private final World world;
  private final Services services;
  private String expansion = BY_EVENT;
  private boolean cancelled;
  private @Nullable Instant askedSince;

  User(Scenario scenario, World world, Services services) {
    this.scenario = scenario;
    this.world = world;
    this.services = services;
  }

  /** Id of the expansion; only known once it was asked for. */
  String expansion() {
    return expansion;
  }

  void begin() {
    var unused = world.turns().start("user", this::live);
  }

  private void live() {
    world.turns().sleep(Duration.ofMillis(world.turns().random().nextInt(4_000)));
    if (scenario.request().byEvent()) {
      world.broker().publish(event());
    } else {
      ask();
    }
    while (true) {
      world.turns().sleep(LOOK);
      try {
        services.journals("state-service").find(expansion).ifPresent(this::look);
      } catch (RuntimeException e) {
        world.turns().say("HTTP 503: " + e.getMessage());
      }
    }
  }

  private void ask() {
    while (true) {
      try {
        Optional<Outcome<StoredExpansion>> answer =
            services.state().ask(ContractJson.read(body(), ExpansionRequest.class), "key");
        if (answer.isPresent()
            && answer.get() instanceof Outcome.Done<StoredExpansion>(StoredExpansion stored)) {
          expansion = stored.id();
          world.turns().say("asked for expansion " + expansion);
          return;
        }
      } catch (RuntimeException e) {
        world.turns().say("HTTP 503: " + e.getMessage());
      }
      world.turns().sleep(LOOK);
    }
  }

  private void look(Journal journal) {
    if (journal.direction() == Direction.CLOSED) {
      return;
    }
    Duration elapsed = world.turns().clock().elapsed();
    Duration cancelAfter = scenario.cancelAfter();
    if (cancelAfter != null && elapsed.compareTo(cancelAfter) >= 0) {
      cancel();
    } else if (outOfPatience()) {
      cancel();
    }
    journal
        .first(EventType.PLAN_CREATED)
        .map(event -> ContractJson.read(event.json(), PlanCreated.class))
        .filter(created -> created.approval().equals("required"))
        .filter(unused -> journal.first(EventType.PLAN_APPROVED).isEmpty())
        .ifPresent(created -> approve(created.plan().path("digest").asText()));
  }

  private boolean outOfPatience() {
    boolean asked =
        services.names().stream()
            .flatMap(name -> services.journals(name).find(expansion).stream())
            .anyMatch(j -> j.attention() != null && j.direction() == Direction.FORWARD);
    Instant now = world.turns().clock().instant();
    Instant since = askedSince;
    if (!asked || since == null) {
      askedSince = asked ? now : null;
      return false;
    }
    return Duration.between(since, now).compareTo(PATIENCE) > 0;
  }

  private void approve(String digest) {
    world.turns().say("approves " + services.state().approve(expansion, digest));
  }

  private void cancel() {
    if (!cancelled) {
      Optional<Outcome<String>> answer = services.state().cancel(expansion);
      cancelled = answer.isPresent();
      world.turns().say("cancels: " + answer);
    }
  }

  private EventEnvelope event() {
    return new EventEnvelope(
        "foreign",
        EventType.EXPANSION_REQUESTED,
        "/somebody",
        StateParts.DEPLOYMENT,
        world.turns().clock().instant(),
        BY_EVENT,
        null,
        ContractJson.read(
            body().replaceFirst("\\{", "{\"expansionId\":\"" + BY_EVENT + "\","), JsonNode.class));
  }

  private String body() {
    Scenario.Request request = scenario.request();
    return """
        {"deployment":"orders","add":%d,"approval":"%s",
         "member":{"votes":%d,"priority":%s,"hidden":false,"tags":{"dc":"west"}}}
        """
        .formatted(
            request.add(),
            request.automatic() ? "automatic" : "required",
            request.vote() ? 1 : 0,
            request.vote() ? "1" : "0");
  }
}
