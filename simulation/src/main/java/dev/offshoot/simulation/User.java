package dev.offshoot.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.contracts.ExpansionRequest;
import dev.offshoot.contracts.PlanCreated;
import dev.offshoot.simulation.fault.FaultKind;
import dev.offshoot.simulation.fault.FaultPlan;
import dev.offshoot.simulation.service.Services;
import dev.offshoot.simulation.service.StateParts;
import dev.offshoot.simulation.service.World;
import dev.offshoot.simulation.turn.Worker;
import dev.offshoot.stage.domain.Direction;
import dev.offshoot.stage.domain.Journal;
import dev.offshoot.state.app.Outcome;
import dev.offshoot.state.app.StoredExpansion;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The person, or the program, that asks for the expansion, approves it, and perhaps cancels it. */
final class User {

  private static final String BY_EVENT = "0b0f5c1e-5a0e-4d0c-9b55-3f3c4b1f0001";
  private static final Duration RETRY = Duration.ofMillis(500);
  private static final Duration LOOK = Duration.ofSeconds(60);

  /** A person who is asked, and cannot help, cancels after a while. */
  private static final long PATIENCE_MILLIS = 600_000;

  private final FaultPlan plan;
  private final World world;
  private final Services services;
  private final OtherUsers others;
  private String expansion = BY_EVENT;
  private boolean asked;
  private @Nullable Worker worker;
  private long attentionSince = -1;
  private long plannedAt = -1;
  private boolean approved;

  User(FaultPlan plan, World world, Services services) {
    this.plan = plan;
    this.world = world;
    this.services = services;
    this.others = new OtherUsers(world, services);
    world.broker().onPublish(event -> wake(event.type()));
  }

  private void wake(EventType type) {
    boolean news = type == EventType.PLAN_CREATED || type == EventType.ATTENTION_REQUESTED;
    if (news && worker != null) {
      world.turns().wake(worker);
    }
  }

  /** Id of the expansion; only known once it was asked for. */
  String expansion() {
    return expansion;
  }

  /** Whether a cancellation was taken as done. */
  boolean cancelled() {
    return others.cancelled();
  }

  /** Whether a cancellation was asked for; it may count although no answer came. */
  boolean triedToCancel() {
    return others.triedToCancel();
  }

  void begin() {
    worker = world.turns().start("user", null, this::live);
  }

  private void live() {
    world.turns().sleep(Duration.ofMillis(world.turns().random().nextInt(4_000)));
    ask();
    while (true) {
      Duration next = LOOK;
      try {
        Optional<Journal> journal = services.journals("state-service").find(expansion);
        if (journal.isEmpty() && plan.request().byEvent()) {
          // A broker that lost it before anybody heard it is the producer's to ask again.
          world.broker().publish(event());
        }
        if (journal.isPresent() && journal.get().direction() != Direction.CLOSED) {
          next = look(journal.get());
        }
      } catch (RuntimeException e) {
        world.turns().say("HTTP 503: " + e.getMessage());
        next = RETRY;
      }
      world.turns().sleep(next);
    }
  }

  private void ask() {
    while (true) {
      try {
        if (plan.request().byEvent()) {
          world.broker().publish(event());
          asked = true;
          return;
        }
        Optional<Outcome<StoredExpansion>> answer =
            services.state().ask(ContractJson.read(body(), ExpansionRequest.class), "user", "key");
        if (answer.isPresent()
            && answer.get() instanceof Outcome.Done<StoredExpansion>(StoredExpansion stored)) {
          expansion = stored.id();
          asked = true;
          world.turns().say("asked for expansion " + expansion);
          return;
        }
        world.turns().say("asked for an expansion: " + answer);
      } catch (RuntimeException e) {
        world.turns().say("HTTP 503: " + e.getMessage());
      }
      world.turns().sleep(RETRY);
    }
  }

  /** What it does now; answers when to look again. */
  private Duration look(Journal journal) {
    if (outOfPatience()) {
      others.act(FaultKind.USER_CANCELS, expansion);
    }
    if (approved) {
      return LOOK;
    }
    if (journal.first(EventType.PLAN_CREATED).isEmpty()) {
      return world.broker().published(EventType.PLAN_CREATED).isEmpty() ? LOOK : RETRY;
    }
    PlanCreated created =
        ContractJson.read(
            journal.first(EventType.PLAN_CREATED).orElseThrow().json(), PlanCreated.class);
    if (!created.approval().equals("required")) {
      approved = true;
      return LOOK;
    }
    long now = world.turns().clock().sinceBeginning();
    plannedAt = plannedAt < 0 ? now : plannedAt;
    long left = plannedAt + plan.pace().approvalMillis() - now;
    if (left > 0) {
      return Duration.ofMillis(Math.min(left, LOOK.toMillis()));
    }
    Optional<Outcome<String>> answer =
        services.state().approve(expansion, created.plan().path("digest").asText());
    world.turns().say("approves " + answer);
    approved = answer.isPresent();
    return RETRY;
  }

  private boolean outOfPatience() {
    boolean attention = false;
    for (String name : services.names()) {
      Optional<Journal> journal = services.journals(name).find(expansion);
      attention |=
          journal.isPresent()
              && journal.get().attention() != null
              && journal.get().direction() == Direction.FORWARD;
    }
    long now = world.turns().clock().sinceBeginning();
    if (!attention || attentionSince < 0) {
      attentionSince = attention ? now : -1;
      return false;
    }
    return now - attentionSince > PATIENCE_MILLIS;
  }

  /** Somebody does something beside; only once the expansion was asked for. */
  void also(FaultKind kind) {
    if (asked) {
      others.act(kind, expansion);
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
    FaultPlan.Request request = plan.request();
    return """
        {"deployment":"orders","add":%d,"approval":"%s",
         "member":{"votes":%d,"priority":%s,"hidden":%s,"tags":{%s}}}
        """
        .formatted(
            request.add(),
            request.automatic() ? "automatic" : "required",
            request.vote() ? 1 : 0,
            request.vote() && !request.hidden() ? "1" : "0",
            request.hidden(),
            request.hidden() ? "" : "\"dc\":\"west\"");
  }
}
