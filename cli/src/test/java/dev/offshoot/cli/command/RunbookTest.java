package dev.offshoot.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offshoot.cli.SamplePlan;
import dev.offshoot.cli.api.ExpansionView;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.Plan;
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
    List<String> lines = Runbook.lines(new ExpansionView(json), SamplePlan.plan(), List.of());
    // Then
    int cut = lines.indexOf("# ======== to undo, instead");
    assertThat(lines.subList(0, cut))
        .contains("# step 3 is done: RECONFIG + _id 7", "look", "compare", "give vote")
        .contains("mkdir host")
        .doesNotContain("add member", "remove member");
    assertThat(lines.subList(cut, lines.size()))
        .as("more may be done than was heard of")
        .containsSubsequence("take vote", "remove too", "remove member", "stop mongod", "rm host");
  }

  @Test
  void aHostOfThisMachineIsNamedOnceAndUsedByThePlansOwnLines() {
    // Given
    ObjectNode json = ContractJson.LENIENT.createObjectNode();
    json.put("id", "e-1").put("deployment", "orders").put("status", "INSTALLING");
    step(json, "provision", "DONE");
    step(json, "install", "RUNNING");
    Plan plan = SamplePlan.plan();
    ArrayNode held = ContractJson.LENIENT.createArrayNode();
    held.addObject()
        .put("id", "r-1")
        .put("expansion", "e-1")
        .put("provider", "local")
        .put("providerReference", "/data/hosts/r-1");
    held.addObject().put("id", "r-2").put("expansion", "e-2").put("provider", "local");
    ExpansionView expansion = new ExpansionView(json);
    // When
    List<String> lines =
        Runbook.lines(expansion, plan, Runbook.LocalHost.of(expansion, plan, held));
    // Then
    assertThat(lines)
        .containsSubsequence(
            "MEMBER_DIR_7='/data/hosts/r-1/mongod'",
            "# ======== to undo, instead",
            "stop mongod",
            "rm host");
  }

  private static void step(ObjectNode json, String name, String status) {
    json.withArray("steps").addObject().put("name", name).put("status", status);
  }
}
