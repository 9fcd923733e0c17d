package dev.offshoot.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The plan of the design's example, smaller. */
public final class SamplePlan {
  private SamplePlan() {}

  public static ObjectNode json() {
    try (InputStream file =
        Objects.requireNonNull(SamplePlan.class.getResourceAsStream("/plan.json"))) {
      return (ObjectNode) ContractJson.LENIENT.readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Plan plan() {
    return ContractJson.read(json(), Plan.class);
  }
}
