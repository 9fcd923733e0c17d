package dev.offshoot.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offshoot.cli.SamplePlan;
import dev.offshoot.cli.api.ExpansionView;
import dev.offshoot.contracts.ContractJson;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunbookTest {
  @Test
  void runbookFinishesAndUndoesFromWhereTheExpansionStands() {
    // Given
    ObjectNode json = ContractJson.LENIENT.createObjectNode();
    json.put("id", "e-1").put("deployment", "orders").put("status", "SYNCHRONIZING");
    step(json, "provision", "DONE");
    step(json, "install", "DONE");
    step(json, "synchronize", "RUNNING");
    step(json, "verify", "PENDING");
    step(json, "promote", "PENDING");
    json.putArray("configurations")
        .addObject()
        .put("version", 42)
        .put("term", 12)
        .put("change", "+ _id 7");
    // When
    List<String> lines = Runbook.lines(new ExpansionView(json), SamplePlan.plan());
    // Then
    int cut = lines.indexOf("# ======== to undo, instead");
    assertThat(lines.subList(0, cut))
        .contains("# step 3 is done: RECONFIG + _id 7", "look", "compare", "give vote")
        .doesNotContain("add member", "mkdir host", "remove member");
    assertThat(lines.subList(cut, lines.size()))
        .containsSubsequence("remove too", "remove member", "stop mongod", "rm host")
        .doesNotContain("take vote");
  }

  private static void step(ObjectNode json, String name, String status) {
    json.withArray("steps").addObject().put("name", name).put("status", status);
  }
}
