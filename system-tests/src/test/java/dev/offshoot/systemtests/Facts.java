package dev.offshoot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.EventType;
import dev.offshoot.testbed.EventRecorder;
import dev.offshoot.testbed.EventRecorder.Recorded;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** The events of one expansion, as a plain consumer sees them. */
record Facts(EventRecorder recorder, String expansion) {
  private static final Duration SEEN_WITHIN = Duration.ofSeconds(60);
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);

  static Facts of(RunningOffshoot offshoot, String expansion) {
    return new Facts(offshoot.events(), expansion);
  }

  /** Every record of this expansion so far. */
  List<Recorded> all() {
    return recorder.records().stream().filter(this::isMine).toList();
  }

  /** The fact of this type, which must come, and is there once by its id. */
  Recorded once(EventType type) {
    Recorded first = first(type);
    List<String> ids =
        recorder.records(type.topic()).stream()
            .filter(this::isMine)
            .map(each -> each.attribute("id"))
            .distinct()
            .toList();
    assertThat(ids).as(type.eventName()).containsExactly(first.attribute("id"));
    return first;
  }

  /** Waits for a fact of this type. */
  Recorded first(EventType type) {
    return await(type, SEEN_WITHIN);
  }

  /** Waits this long for a fact of this type. */
  Recorded await(EventType type, Duration atMost) {
    Duration patient = atMost.multipliedBy(Integer.getInteger("offshoot.st.patience", 1));
    return recorder.await(patient, each -> each.topic().equals(type.topic()) && isMine(each));
  }

  JsonNode payload(EventType type) {
    return ContractJson.read(first(type).text(), JsonNode.class);
  }

  /** Id of the first host that the plan asks for. */
  String host() {
    return payload(EventType.PLAN_CREATED).at("/plan/toAdd/0/host/requestId").asText();
  }

  /** Asserts that each of these facts was caused by the one before it. */
  void areCausedInOrder(EventType... types) {
    for (int i = 1; i < types.length; i++) {
      assertThat(once(types[i]).attribute("causationid"))
          .as("what caused " + types[i].eventName())
          .isEqualTo(once(types[i - 1]).attribute("id"));
    }
  }

  /** Asserts headers and the committed schema of every record of this expansion. */
  void areValid(String deployment) {
    assertThat(all()).isNotEmpty();
    for (Recorded each : all()) {
      EventType type = EventType.ofWireType(each.attribute("type")).orElseThrow();
      assertThat(each.topic()).isEqualTo(type.topic());
      assertThat(each.key()).isEqualTo(deployment);
      assertThat(each.attribute("subject")).isEqualTo(deployment);
      assertThat(each.attribute("specversion")).isEqualTo("1.0");
      assertThat(each.attribute("source")).startsWith("/offshoot/");
      assertThat(each.attribute("time")).isNotEmpty();
      assertThat(each.attribute("dataschema")).endsWith(type.schema());
      assertThat(schema(type).validate(ContractJson.read(each.text(), JsonNode.class)))
          .as(type.eventName() + " " + each.text())
          .isEmpty();
    }
  }

  private boolean isMine(Recorded each) {
    return each.attribute("expansionid").equals(expansion);
  }

  private static JsonSchema schema(EventType type) {
    String name = "/schemas/" + type.schema();
    try (InputStream stream = EventType.class.getResourceAsStream(name)) {
      return SCHEMAS.getSchema(Objects.requireNonNull(stream, name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
