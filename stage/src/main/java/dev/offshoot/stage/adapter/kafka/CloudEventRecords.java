package dev.offshoot.stage.adapter.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventFlow;
import dev.offshoot.contracts.EventType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** CloudEvents 1.0 in binary mode: attributes are {@code ce_} headers, the value is plain JSON. */
public final class CloudEventRecords {

  private CloudEventRecords() {}

  /** Thrown for a record that can never be read; the message is the reason. */
  public static final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    Unreadable(String reason) {
      super(reason);
    }
  }

  /**
   * Reads one record.
   *
   * @throws Unreadable when it is not an event of a known type and major whose value fits its
   *     record
   */
  public static EventEnvelope read(ConsumerRecord<byte[], byte[]> message) throws Unreadable {
    Headers headers = message.headers();
    String wireType = required(headers, "ce_type");
    EventType type =
        EventType.ofWireType(wireType)
            .orElseThrow(() -> new Unreadable("unknown type or newer major: " + wireType));
    if (!type.topic().equals(message.topic())) {
      throw new Unreadable(wireType + " does not belong on topic " + message.topic());
    }
    JsonNode data = value(message.value());
    fits(type, data);
    return new EventEnvelope(
        required(headers, "ce_id"),
        type,
        required(headers, "ce_source"),
        subject(headers, message),
        time(headers, message),
        expansion(type, headers, data),
        text(headers, "ce_causationid"),
        data);
  }

  /** The headers of one event. */
  public static Headers headers(EventEnvelope event) {
    Headers headers = new RecordHeaders();
    add(headers, "ce_specversion", "1.0");
    add(headers, "ce_id", event.id());
    add(headers, "ce_type", event.type().wireType());
    add(headers, "ce_source", event.source());
    add(headers, "ce_subject", event.subject());
    add(headers, "ce_time", event.time().toString());
    add(headers, "ce_dataschema", event.type().schema());
    add(headers, "content-type", "application/json");
    if (event.expansionId() != null) {
      add(headers, "ce_expansionid", event.expansionId());
    }
    if (event.causationId() != null) {
      add(headers, "ce_causationid", event.causationId());
    }
    return headers;
  }

  private static JsonNode value(byte @Nullable [] bytes) throws Unreadable {
    if (bytes == null || bytes.length == 0) {
      throw new Unreadable("the record has no value");
    }
    try {
      JsonNode data = ContractJson.LENIENT.readTree(bytes);
      if (data == null || !data.isObject()) {
        throw new Unreadable("the value is not a JSON object");
      }
      return data;
    } catch (IOException e) {
      throw new Unreadable("the value is not JSON");
    }
  }

  /**
   * A request is read strictly by whoever decides on it, so that its refusal can be told; a fact
   * must fit here.
   */
  private static void fits(EventType type, JsonNode data) throws Unreadable {
    if (type.flow() == EventFlow.REQUEST) {
      return;
    }
    try {
      var unused = ContractJson.read(data, type.payload());
    } catch (IllegalArgumentException e) {
      throw new Unreadable("the value is " + e.getMessage());
    }
  }

  private static @Nullable String expansion(EventType type, Headers headers, JsonNode data)
      throws Unreadable {
    String named = data.path("expansionId").asText(text(headers, "ce_expansionid"));
    if (named == null || named.isEmpty()) {
      if (belongsToOne(type)) {
        throw new Unreadable("no expansionId");
      }
      return null;
    }
    try {
      return UUID.fromString(named).toString();
    } catch (IllegalArgumentException e) {
      throw new Unreadable("expansionId is not a UUID");
    }
  }

  private static boolean belongsToOne(EventType type) {
    return switch (type.flow()) {
      case NOTICE, CATALOGUE, OFFER -> false;
      case TELEMETRY -> type != EventType.HOST_SEEN;
      case REQUEST, FORWARD, ABORT, BACK, CLOSE -> true;
    };
  }

  private static String subject(Headers headers, ConsumerRecord<byte[], byte[]> message)
      throws Unreadable {
    String subject = text(headers, "ce_subject");
    if (subject != null) {
      return subject;
    }
    if (message.key() == null) {
      throw new Unreadable("neither ce_subject nor key");
    }
    return new String(message.key(), StandardCharsets.UTF_8);
  }

  private static Instant time(Headers headers, ConsumerRecord<byte[], byte[]> message)
      throws Unreadable {
    String time = text(headers, "ce_time");
    if (time == null) {
      return Instant.ofEpochMilli(message.timestamp());
    }
    try {
      return Instant.parse(time);
    } catch (DateTimeParseException e) {
      throw new Unreadable("ce_time is not an ISO-8601 instant");
    }
  }

  private static String required(Headers headers, String name) throws Unreadable {
    String value = text(headers, name);
    if (value == null || value.isBlank()) {
      throw new Unreadable("header " + name + " is missing");
    }
    return value;
  }

  private static @Nullable String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
