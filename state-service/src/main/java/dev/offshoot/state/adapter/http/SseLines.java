package dev.offshoot.state.adapter.http;

import dev.offshoot.contracts.ContractJson;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

/** Writes to one listener. */
final class SseLines {

  private final Sse sse;
  private final MultiEmitter<? super OutboundSseEvent> emitter;

  SseLines(Sse sse, MultiEmitter<? super OutboundSseEvent> emitter) {
    this.sse = sse;
    this.emitter = emitter;
  }

  /** Whether somebody still listens. */
  boolean open() {
    return !emitter.isCancelled();
  }

  void story(StoryLine line) {
    var unused =
        emitter.emit(
            sse.newEventBuilder()
                .name("story")
                .id(Integer.toString(line.number()))
                .mediaType(MediaType.TEXT_PLAIN_TYPE)
                .data(ContractJson.text(line))
                .build());
  }

  void progress(String json) {
    var unused =
        emitter.emit(
            sse.newEventBuilder()
                .name("progress")
                .mediaType(MediaType.TEXT_PLAIN_TYPE)
                .data(json)
                .build());
  }

  void end() {
    emitter.complete();
  }

  void fail(Throwable cause) {
    emitter.fail(cause);
  }
}
