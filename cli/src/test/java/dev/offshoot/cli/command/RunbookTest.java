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
        .doesNotContain("add member", "mkdir host", "remove member");
    assertThat(lines.subList(cut, lines.size()))
        .containsSubsequence("remove too", "remove member", "stop mongod", "rm host")
        .doesNotContain("take vote");
  }

  @Test
  void aHostOfThisMachineIsUndoneInItsOwnFolderAfterItsAgent() {
    // Given
    ObjectNode json = ContractJson.LENIENT.createObjectNode();
    json.put("id", "e-1").put("deployment", "orders").put("status", "INSTALLING");
    step(json, "provision", "DONE");
    step(json, "install", "RUNNING");
    ObjectNode planJson = SamplePlan.json();
    ((ArrayNode) planJson.path("steps").path(1).path("byHand"))
        .insert(2, "MEMBER_DIR=\"${MEMBER_DIR:-$HOME/offshoot-orders-7}\"");
    Plan plan = ContractJson.read(planJson, Plan.class);
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
    assertThat(lines.subList(lines.indexOf("# ======== to undo, instead"), lines.size()))
        .containsSubsequence(
            "kill -- \"-$(cut -d' ' -f1 '/data/hosts/r-1/boot')\" 2>/dev/null || true",
            "MEMBER_DIR='/data/hosts/r-1/mongod'",
            "stop mongod",
            "rm -rf -- '/data/hosts/r-1'");
  }

  private static void step(ObjectNode json, String name, String status) {
    json.withArray("steps").addObject().put("name", name).put("status", status);
  }
}
