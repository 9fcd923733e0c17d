package dev.offshoot.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventType;
import dev.offshoot.systemtests.CommandLine.Ended;
import dev.offshoot.systemtests.Expansion;
import dev.offshoot.systemtests.RunningOffshoot;
import dev.offshoot.testbed.EventRecorder.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code offshoot expand … --yes --wait}, with the forecast it gives at half of the bytes. */
final class OffshootRun {
  private static final Duration OVER_WITHIN = Duration.ofMinutes(60);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);
  private static final Duration SEEN_WITHIN = Duration.ofSeconds(15);

  private final RunningOffshoot offshoot;
  private final String deployment;

  OffshootRun(RunningOffshoot offshoot, String deployment) {
    this.offshoot = offshoot;
    this.deployment = deployment;
  }

  /**
   * Times of one run, in seconds.
   *
   * @param total from starting the command to its end
   * @param inside from the request to COMPLETED, as the expansion tells
   * @param proof the proof's own time
   * @param copy from the first reconfig until the new member was a secondary, as SyncCompleted says
   * @param forecast what was foretold at half of the bytes, if it was seen
   * @param expansion as it ended
   */
  record Times(
      double total,
      double inside,
      double proof,
      JsonNode copy,
      Optional<Forecast> forecast,
      Expansion expansion) {

    double copySeconds() {
      return between(copy.path("startedAt"), copy.path("finishedAt"));
    }
  }

  /**
   * A forecast at half of the bytes.
   *
   * @param at share of the bytes copied when it was given
   * @param givenAt when it was given
   * @param remaining seconds it said remained
   */
  record Forecast(double at, Instant givenAt, double remaining) {

    /** Seconds the whole copy was to take, by this forecast. */
    double foretold(JsonNode copy) {
      return between(copy.path("startedAt"), givenAt) + remaining;
    }
  }

  Times measure() {
    long begin = System.nanoTime();
    CompletableFuture<Ended> command =
        CompletableFuture.supplyAsync(
            () ->
                offshoot
                    .commandLine()
                    .run("expand", deployment, "--votes", "0", "--yes", "--wait"));
    Optional<Forecast> forecast = watch(command);
    command.join().orFail();
    double total = HandRun.seconds(begin);
    Expansion over = latest().orElseThrow();
    return new Times(
        total,
        between(over.json().path("createdAt"), lastFinished(over)),
        proofSeconds(over),
        copy(over),
        forecast,
        over);
  }

  /** Looks seldom, so that looking does not slow down what is measured. */
  private Optional<Forecast> watch(CompletableFuture<Ended> command) {
    Optional<Forecast> found = Optional.empty();
    while (found.isEmpty() && !endsWithin(LOOK_EVERY, command)) {
      found = latest().flatMap(OffshootRun::atHalf);
    }
    if (!endsWithin(OVER_WITHIN, command)) {
      throw new IllegalStateException(
          "expand does not end within " + OVER_WITHIN.toMinutes() + " minutes");
    }
    return found;
  }

  private static boolean endsWithin(Duration atMost, CompletableFuture<Ended> command) {
    try {
      command.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException notYet) {
      return false;
    } catch (ExecutionException failed) {
      throw new IllegalStateException("expand could not be run", failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stopped);
    }
  }

  private static Optional<Forecast> atHalf(Expansion expansion) {
    JsonNode progress = expansion.json().path("progress");
    double total = progress.path("bytesTotal").asDouble();
    double copied = progress.path("bytesCopied").asDouble();
    String remaining = progress.path("remaining").asText();
    if (!expansion.status().equals("SYNCHRONIZING")
        || total <= 0
        || copied < total / 2
        || remaining.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Forecast(
            copied / total,
            Instant.parse(progress.path("at").asText()),
            Duration.parse(remaining).toMillis() / 1e3));
  }

  private Optional<Expansion> latest() {
    JsonNode all = offshoot.http().get("/expansions").json();
    JsonNode list = all.isArray() ? all : all.path("expansions");
    Expansion newest = null;
    for (JsonNode each : list) {
      boolean later =
          newest == null
              || each.path("createdAt").asText().compareTo(newest.json().path("createdAt").asText())
                  > 0;
      if (each.path("deployment").asText().equals(deployment) && later) {
        newest = new Expansion(each);
      }
    }
    return newest == null ? Optional.empty() : Optional.of(offshoot.expansion(newest.id()));
  }

  private static double proofSeconds(Expansion over) {
    double seconds = 0;
    for (JsonNode proof : over.proofs()) {
      seconds += Duration.parse(proof.path("duration").asText("PT0S")).toMillis() / 1e3;
    }
    return seconds;
  }

  private JsonNode copy(Expansion over) {
    Recorded completed =
        offshoot
            .events()
            .await(
                SEEN_WITHIN,
                each ->
                    each.topic().equals(EventType.SYNC_COMPLETED.topic())
                        && each.attribute("expansionid").equals(over.id()));
    for (JsonNode time : ContractJson.read(completed.text(), JsonNode.class).path("times")) {
      if (time.path("step").asText().equals("copy")) {
        return time;
      }
    }
    throw new IllegalStateException("SyncCompleted of " + over.id() + " does not time the copy");
  }

  private static JsonNode step(Expansion expansion, String name) {
    for (JsonNode step : expansion.json().path("steps")) {
      if (step.path("name").asText().equals(name)) {
        return step;
      }
    }
    return expansion.json().path("none");
  }

  static double stepSeconds(Expansion expansion, String name) {
    JsonNode step = step(expansion, name);
    return between(step.path("startedAt"), step.path("finishedAt"));
  }

  private static JsonNode lastFinished(Expansion expansion) {
    return step(expansion, "promote").path("finishedAt");
  }

  private static double between(JsonNode start, JsonNode end) {
    return end.asText().isEmpty() ? 0 : between(start, Instant.parse(end.asText()));
  }

  private static double between(JsonNode start, Instant end) {
    return start.asText().isEmpty()
        ? 0
        : Duration.between(Instant.parse(start.asText()), end).toMillis() / 1e3;
  }
}
