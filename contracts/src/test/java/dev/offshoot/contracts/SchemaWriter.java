package dev.offshoot.contracts;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Generates the JSON Schema of one event from its record: what is not nullable and no collection is
 * required.
 */
final class SchemaWriter {

  private final SchemaGenerator generator;

  SchemaWriter() {
    SchemaGeneratorConfigBuilder builder =
        new SchemaGeneratorConfigBuilder(
            ContractJson.LENIENT, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON);
    builder.with(Option.DEFINITIONS_FOR_ALL_OBJECTS);
    builder
        .forTypesInGeneral()
        .withCustomDefinitionProvider(
            (type, context) -> simple(type, context.getGeneratorConfig().createObjectNode()));
    builder
        .forFields()
        .withRequiredCheck(SchemaWriter::required)
        .withTargetTypeOverridesResolver(SchemaWriter::planInsteadOfTree);
    this.generator = new SchemaGenerator(builder.build());
  }

  ObjectNode schema(EventType type) {
    ObjectNode schema = generator.generateSchema(type.payload());
    schema.put("title", type.eventName());
    if (type.flow() == EventFlow.REQUEST) {
      schema.put("additionalProperties", false);
    }
    return schema;
  }

  private static com.github.victools.jsonschema.generator.@Nullable CustomDefinition simple(
      ResolvedType type, ObjectNode node) {
    Class<?> erased = type.getErasedType();
    if (erased == Instant.class) {
      node.put("type", "string").put("format", "date-time");
    } else if (erased == Duration.class) {
      node.put("type", "string").put("format", "duration");
    } else if (JsonNode.class.isAssignableFrom(erased)) {
      node.put("description", "any JSON, carried as it is");
    } else if (Map.class.isAssignableFrom(erased)) {
      node.put("type", "object").putObject("additionalProperties").put("type", "string");
    } else {
      return null;
    }
    return new com.github.victools.jsonschema.generator.CustomDefinition(node, true);
  }

  private static @Nullable List<ResolvedType> planInsteadOfTree(FieldScope field) {
    boolean planTree =
        field.getName().equals("plan")
            && JsonNode.class.isAssignableFrom(field.getType().getErasedType());
    return planTree ? List.of(field.getContext().resolve(Plan.class)) : null;
  }

  private static boolean required(FieldScope field) {
    Class<?> owner = field.getDeclaringType().getErasedType();
    Class<?> type = field.getType().getErasedType();
    boolean collection =
        Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
    return owner.isRecord() && !collection && !nullable(owner, field.getName());
  }

  private static boolean nullable(Class<?> owner, String name) {
    Optional<RecordComponent> component =
        List.of(owner.getRecordComponents()).stream()
            .filter(c -> c.getName().equals(name))
            .findFirst();
    return component
        .map(c -> c.getAnnotatedType().isAnnotationPresent(Nullable.class))
        .orElse(true);
  }
}
