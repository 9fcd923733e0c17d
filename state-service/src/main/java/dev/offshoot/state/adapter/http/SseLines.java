package dev.offshoot.state.adapter.http;

import dev.offshoot.contracts.ContractJson;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Writes to one listener, each line only when the one before has left. */
final class SseLines {

  private static final int DEADLINE_SECONDS = 10;

  private final Sse sse;
  private final SseEventSink sink;
  private boolean gone;

  SseLines(Sse sse, SseEventSink sink) {
    this.sse = sse;
    this.sink = sink;
  }

  boolean open() {
    return !gone && !sink.isClosed();
  }

  void story(StoryLine line) {
    send(
        sse.newEventBuilder()
            .name("story")
            .id(Integer.toString(line.number()))
            .mediaType(MediaType.TEXT_PLAIN_TYPE)
            .data(ContractJson.text(line))
            .build());
  }

  void progress(String json) {
    send(
        sse.newEventBuilder()
            .name("progress")
            .mediaType(MediaType.TEXT_PLAIN_TYPE)
            .data(json)
            .build());
  }

  /** A comment: finds out whether somebody still listens. */
  void alive() {
    send(sse.newEventBuilder().comment("").build());
  }

  private void send(OutboundSseEvent event) {
    if (!open()) {
      return;
    }
    try {
      var unused = sink.send(event).toCompletableFuture().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      gone = true;
    } catch (ExecutionException | TimeoutException | IllegalStateException listenerLeft) {
      gone = true;
    }
  }
}
