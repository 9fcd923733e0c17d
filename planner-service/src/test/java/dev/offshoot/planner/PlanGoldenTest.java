package dev.offshoot.planner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.planner.app.PlanSeal;
import dev.offshoot.planner.domain.PlanningResult;
import dev.offshoot.planner.domain.SetBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * One whole plan, committed: a change to it is seen in review. {@code -Dgolden.write=true} writes
 * it anew.
 */
class PlanGoldenTest {

  private static final Path GOLDEN = Path.of("src/test/resources/plan.golden.json");

  @Test
  void aPlanIsByteForByteWhatItWas() throws IOException {
    // Given
    SetBuilder set =
        SetBuilder.of(4)
            .member(0, m -> m.tags.put("site", "dc1"))
            .member(1, m -> m.tags.put("site", "dc1"))
            .member(2, m -> m.tags.put("site", "dc2"))
            .member(3, m -> m.tags.put("site", "dc2"))
            .with(s -> s.tags.put("site", "cloud"));
    ObjectNode configuration = ContractJson.LENIENT.createObjectNode();
    configuration.put("_id", "orders").put("version", 41).put("term", 12);

    // When
    JsonNode plan = PlanSeal.seal(((PlanningResult.Planned) set.plan()).plan(), configuration);
    String text = ContractJson.LENIENT.writerWithDefaultPrettyPrinter().writeValueAsString(plan);
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(GOLDEN, text + "\n");
    }

    // Then
    assertThat(text + "\n").isEqualTo(Files.readString(GOLDEN));
  }
}
