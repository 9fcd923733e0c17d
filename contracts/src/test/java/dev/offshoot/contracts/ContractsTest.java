package dev.offshoot.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContractsTest {

  private static final String FIX =
      "the committed file differs from the records; if that is wanted (within v1 only optional additions), run"
          + " 'mvn -pl contracts test -Doffshoot.update=true' and commit the change";
  private static final boolean UPDATE = Boolean.getBoolean("offshoot.update");
  private static final Path SCHEMAS = Path.of("src/main/resources/schemas");
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  private static final OfferedProvider PROVIDER =
      new OfferedProvider(
          "local",
          List.of("here"),
          "127.88",
          1,
          2,
          List.of(new OfferedShape("small", 1, 2, 3)),
          List.of());

  private final SchemaWriter schemas = new SchemaWriter();

  @ParameterizedTest
  @EnumSource(EventType.class)
  void committedSchemaIsTheOneOfTheRecord(EventType type) throws IOException {
    assertCommitted(SCHEMAS.resolve(type.schema()), pretty(schemas.schema(type)));
  }

  @Test
  void committedAsyncApiAndReferenceAreThoseOfTheTable() throws IOException {
    assertCommitted(Path.of("src/main/resources/asyncapi.json"), pretty(EventReference.asyncApi()));
    assertCommitted(Path.of("../docs/events.md"), EventReference.markdown());
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void goldenSampleFitsTheSchemaAndRoundTrips(EventType type) throws IOException {
    // Given
    Path file = GOLDEN.resolve(type.eventName() + ".v1.json");
    if (UPDATE && !Files.exists(file)) {
      Files.writeString(file, pretty(GoldenSample.of(type.payload())));
    }
    JsonNode sample = ContractJson.LENIENT.readTree(Files.readString(file));
    JsonNode schema =
        ContractJson.LENIENT.readTree(Files.readString(SCHEMAS.resolve(type.schema())));

    // When
    JsonNode again = ContractJson.tree(ContractJson.read(sample, type.payload()));

    // Then
    var errors =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(schema)
            .validate(sample);
    assertThat(errors).isEmpty();
    assertThat(again.equals(ContractsTest::numeric, sample))
        .as("%s became %s", sample, again)
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void factIsReadLenientlyWhenItHasAnUnknownField(EventType type) throws IOException {
    // Given
    ObjectNode sample =
        (ObjectNode)
            ContractJson.LENIENT.readTree(
                Files.readString(GOLDEN.resolve(type.eventName() + ".v1.json")));
    sample.put("aFieldOfALaterVersion", 1);

    // When
    Record read = ContractJson.read(sample, type.payload());

    // Then
    assertThat(read).isNotNull();
    assertThatThrownBy(() -> ContractJson.STRICT.treeToValue(sample, type.payload()))
        .hasMessageContaining("aFieldOfALaterVersion");
  }

  @Test
  void catalogueAndPlannedHostOfAnEarlierVersionAreRead() {
    // Given
    ObjectNode provider = (ObjectNode) ContractJson.tree(PROVIDER);
    ObjectNode host =
        (ObjectNode)
            ContractJson.tree(
                new PlannedHost(
                    "id", "local", "small", null, 1, 2, 3, null, List.of(), null, null));
    provider.remove("sites");
    host.remove("zones");

    // When
    OfferedProvider readProvider = ContractJson.read(provider, OfferedProvider.class);
    PlannedHost readHost = ContractJson.read(host, PlannedHost.class);

    // Then
    assertThat(provider.at("/shapes/0").properties()).hasSize(4);
    assertThat(readProvider).isEqualTo(PROVIDER);
    assertThat(readProvider.shapes().getFirst().price()).isNull();
    assertThat(readProvider.sites()).isEmpty();
    assertThat(readHost.volumeBytes()).isNull();
    assertThat(readHost.zones()).isEmpty();
    assertThat(readHost.cost()).isNull();
    assertThat(readHost.sharesMachine()).isNull();
  }

  @Test
  void everyTypeIsFoundByItsWireTypeAndHasATopicOfItsOwn() {
    assertThat(EventType.values())
        .allSatisfy(type -> assertThat(EventType.ofWireType(type.wireType())).contains(type));
    assertThat(EventType.ofWireType("dev.offshoot.PlanCreated.v2")).isEmpty();
    assertThat(Arrays.stream(EventType.values()).map(EventType::topic).collect(Collectors.toSet()))
        .hasSize(EventType.values().length)
        .contains(
            "offshoot.expansion-requested", "offshoot.state-observed", "offshoot.sync-completed");
  }

  private static int numeric(JsonNode a, JsonNode b) {
    return a.isNumber() && b.isNumber() && a.asDouble() == b.asDouble() ? 0 : a.equals(b) ? 0 : 1;
  }

  private static String pretty(JsonNode tree) throws IOException {
    return ContractJson.LENIENT
            .writer()
            .with(SerializationFeature.INDENT_OUTPUT)
            .writeValueAsString(tree)
        + "\n";
  }

  private static void assertCommitted(Path file, String wanted) throws IOException {
    if (UPDATE) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, wanted, StandardCharsets.UTF_8);
    }
    assertThat(file).exists();
    assertThat(Files.readString(file)).as(FIX).isEqualTo(wanted);
  }
}
