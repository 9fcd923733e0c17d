package dev.offshoot.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offshoot.cli.local.DataDir;
import dev.offshoot.cli.render.Screen;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.embedded.PrivateFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CommandLineTest {
  private static final List<String> PLANNED = List.of("REQUESTED", "OBSERVED", "AWAITING_APPROVAL");

  private final Path folder;

  CommandLineTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private record Run(int code, String out, String err) {}

  @ParameterizedTest
  @CsvSource({"COMPLETED,0", "ROLLED_BACK,1", "NEEDS_ATTENTION,4"})
  void expandEndsWithTheExitCodeOfTheOutcome(String status, int code) throws IOException {
    try (StubStateService service =
        service(PLANNED, List.of("PROVISIONING", "SYNCHRONIZING", status))) {
      // When
      Run run = run("expand", "orders", "--yes", "--wait");
      // Then
      assertThat(run.code()).as(run.err()).isEqualTo(code);
      assertThat(run.out()).contains("PLAN      p-7f3a").contains("ok provision         3.0 s");
      assertThat(run.out()).contains("synchronize [###############...............]  50 %");
      assertThat(service.calls())
          .anyMatch(
              call -> call.contains("/approval {\"planDigest\":\"9c41aa00bb11cc22dd33ee44\"}"));
    }
  }

  @Test
  void refusalPrintsCodeSentenceAndRemedyAndEndsWithThree() throws IOException {
    try (StubStateService service = service(List.of("REQUESTED", "REJECTED"), List.of())) {
      // When
      Run run = run("expand", "orders", "--yes");
      // Then
      assertThat(run.code()).isEqualTo(3);
      assertThat(run.out())
          .contains("NO_PRIMARY  orders has no primary")
          .contains("to do: wait for one");
      assertThat(service.calls()).noneMatch(call -> call.contains("/approval"));
    }
  }

  @Test
  void withoutATerminalAndWithoutYesThePlanWaitsForAPerson() throws IOException {
    try (StubStateService service = service(PLANNED, List.of())) {
      // When
      Run run = run("expand", "orders");
      // Then
      assertThat(run.code()).isEqualTo(5);
      assertThat(run.out()).contains("expansion approve " + StubStateService.ID);
      assertThat(service.calls()).noneMatch(call -> call.contains("/approval"));
    }
  }

  @Test
  void wishesAreSentAndWhatIsNotSaidIsLeftOut() throws IOException {
    try (StubStateService service = service(PLANNED, List.of())) {
      // When
      run(
          "expand",
          "orders",
          "--votes",
          "0",
          "--tag",
          "site=cloud",
          "--horizon",
          "public=db4.example.com:27017",
          "--site",
          "cloud",
          "--accept",
          "MEMBER_UNHEALTHY:db2:27017");
      // Then
      assertThat(service.calls().getFirst())
          .startsWith("POST /expansions ")
          .contains("\"approval\":\"required\"")
          .contains("\"host\":{\"site\":\"cloud\"}")
          .contains("\"votes\":0")
          .contains("\"tags\":{\"site\":\"cloud\"}")
          .contains("\"horizons\":{\"public\":\"db4.example.com:27017\"}")
          .contains("\"accept\":[\"MEMBER_UNHEALTHY:db2:27017\"]")
          .doesNotContain("\"add\"")
          .doesNotContain("priority");
    }
  }

  @Test
  void whereMongodComesFromIsAWishForTheHost() throws IOException {
    try (StubStateService service = service(PLANNED, List.of())) {
      // When
      run("expand", "orders", "--install", "existing", "--install-from", "/opt/mongod");
      // Then
      assertThat(service.calls().getFirst())
          .contains("\"host\":{\"install\":{\"kind\":\"existing\",\"from\":\"/opt/mongod\"}}");
    }
  }

  @Test
  void machinesOfThePoolAreNamedOneForEachMember() throws IOException {
    try (StubStateService service = service(PLANNED, List.of())) {
      // When
      run("expand", "orders", "--add", "2", "--host", "m-1", "--host", "m-2");
      // Then
      assertThat(service.calls().getFirst())
          .contains("\"add\":2")
          .contains("\"host\":{\"provider\":\"pool\",\"machines\":[\"m-1\",\"m-2\"]}");
    }
  }

  @Test
  void rulesForNewHostsAreSentWithTheDeployment() throws IOException {
    try (StubStateService service = service(PLANNED, List.of())) {
      // When
      run(
          "deployment",
          "add",
          "orders",
          "--uri",
          "mongodb://db1/",
          "--address-template",
          "db{memberId}.example.com",
          "--host-checks",
          "warn");
      // Then
      assertThat(service.calls().getFirst())
          .startsWith("PUT /deployments/orders ")
          .contains("\"addressTemplate\":\"db{memberId}.example.com\"")
          .contains("\"hostChecks\":\"warn\"");
    }
  }

  @Test
  void planTouchesNothingAndNamesTheNextCommand() throws IOException {
    try (StubStateService service = service(List.of("REQUESTED", "PLANNED"), List.of())) {
      // When
      Run run = run("plan", "orders");
      // Then
      assertThat(run.code()).isZero();
      assertThat(run.out())
          .contains("./offshoot apply p-7f3a")
          .contains("nothing has been touched");
      assertThat(service.calls().getFirst()).contains("\"approval\":\"plan-only\"");
    }
  }

  @Test
  void applyStartsAPlanThatStillMeansTheSame() throws IOException {
    try (StubStateService service = service(PLANNED, List.of("COMPLETED"))) {
      // When
      Run run = run("apply", "p-7f3a", "--wait");
      // Then
      assertThat(run.code()).as(run.err()).isZero();
      assertThat(service.calls()).anyMatch(call -> call.contains("/approval"));
      assertThat(service.calls())
          .anyMatch(call -> call.contains("\"host\":{\"provider\":\"local\",\"shape\":\"small\"}"));
    }
  }

  @Test
  void applyNamesTheMachinesThatThePlanChose() throws IOException {
    try (StubStateService service = service(PLANNED, List.of("COMPLETED"))) {
      // Given
      service.plan(plan -> ((ObjectNode) plan.at("/toAdd/0/host")).put("provider", "pool"));
      // When
      Run run = run("apply", "p-7f3a", "--wait");
      // Then
      assertThat(run.code()).as(run.err()).isZero();
      assertThat(service.calls())
          .anyMatch(
              call -> call.contains("\"host\":{\"provider\":\"pool\",\"machines\":[\"small\"]}"));
    }
  }

  @Test
  void applyRefusesWhenTheSetHasMoved() throws IOException {
    try (StubStateService service = service(PLANNED, List.of("COMPLETED"))) {
      // Given
      service.move();
      // When
      Run run = run("apply", "p-7f3a", "--wait");
      // Then
      assertThat(run.code()).isEqualTo(3);
      assertThat(run.err()).contains("PLAN_OUTDATED").contains("version 42");
      assertThat(service.calls()).anyMatch(call -> call.contains("/cancellation"));
      assertThat(service.calls()).noneMatch(call -> call.contains("/approval"));
    }
  }

  @Test
  void silentServiceIsNamedWithWhatToDo() throws IOException {
    // Given
    service(PLANNED, List.of()).close();
    // When
    Run run = run("expansion", "list");
    // Then
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains(folder.toString()).contains("./offshoot up --detach");
    assertThat(run.err()).doesNotContainIgnoringCase("kafka");
  }

  @Test
  void problemOfTheServiceIsShownWithCodeAndRemedy() throws IOException {
    try (StubStateService service = service(PLANNED, List.of())) {
      // When
      Run run = run("deployment", "show", "nobody");
      // Then
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.err())
          .contains("NOT_FOUND  there is no such thing")
          .contains("to do: look again");
      assertThat(service.calls()).hasSize(1);
    }
  }

  @Test
  void wrongTokenIsSaidWithoutShowingIt() throws IOException {
    try (StubStateService service = service(PLANNED, List.of())) {
      // Given
      PrivateFiles.write(folder.resolve("api-token"), "another-token");
      // When
      Run run = run("host", "list");
      // Then
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.err()).contains("is not accepted").doesNotContain("another-token");
      assertThat(service.calls()).isEmpty();
    }
  }

  @Test
  void whatIsLeftIsRemovedOrItIsSaidWhyItStays() throws IOException {
    try (StubStateService service = service(PLANNED, List.of())) {
      // When
      Run gone = run("host", "leftovers", "--remove", "vol-1");
      Run stays = run("host", "leftovers", "--remove", "vol-2");
      // Then
      assertThat(gone.code()).as(gone.err()).isEqualTo(0);
      assertThat(gone.out()).contains("removed what was left of host h1");
      assertThat(stays.code()).isEqualTo(4);
      assertThat(stays.err()).contains("host h2 stays: LEFTOVER_HAS_DATA: it has data; look");
      assertThat(service.calls()).contains("DELETE /hosts/leftovers/vol-1 ");
    }
  }

  @Test
  void aMachineIsKeptWithoutOffshootUnderTheIdItIsListedBy() throws IOException {
    try (StubStateService service = service(PLANNED, List.of())) {
      // When
      Run run = run("host", "detach", "m1");
      // Then
      assertThat(run.code()).as(run.err()).isEqualTo(0);
      assertThat(run.out()).contains("host h3 is yours alone");
      assertThat(service.calls()).anyMatch(call -> call.startsWith("POST /hosts/m1/detachment"));
    }
  }

  @Test
  void outputForProgramsIsOneJsonDocument() throws IOException {
    try (StubStateService service = service(PLANNED, List.of("SYNCHRONIZING", "COMPLETED"))) {
      // When
      Run run = run("expand", "orders", "--yes", "--wait", "--output", "json");
      // Then
      JsonNode document = ContractJson.LENIENT.readTree(run.out());
      assertThat(document.path("status").asText()).isEqualTo("COMPLETED");
      assertThat(document.path("id").asText()).isEqualTo(StubStateService.ID);
      assertThat(service.calls()).isNotEmpty();
    }
  }

  @Test
  void statusOfStoppedServicesSaysSoAndEndsWithOne() throws IOException {
    // Given
    service(PLANNED, List.of()).close();
    // When
    Run run = run("status", "--output", "json");
    // Then
    assertThat(run.code()).isEqualTo(1);
    JsonNode document = ContractJson.LENIENT.readTree(run.out());
    assertThat(document.path("dataDir").asText()).isEqualTo(folder.toString());
    assertThat(document.path("services")).hasSize(5);
    assertThat(document.path("services").path(0).path("name").asText()).isEqualTo("state-service");
    assertThat(document.path("services").path(0).path("ready").asBoolean()).isFalse();
    assertThat(document.path("kafka").has("bootstrapServers")).isTrue();
    assertThat(document.path("store").has("uri")).isTrue();
  }

  @Test
  void secretIsKeptForItsOwnerOnlyAndNeverPrinted() throws IOException {
    // Given
    Path value = Files.writeString(folder.resolve("value"), "user:pass-word\n");
    // When
    Run set = run("secret", "set", "orders-admin", "--file", value.toString());
    Run list = run("secret", "list");
    // Then
    Path kept = folder.resolve("secrets/orders-admin");
    assertThat(Files.readString(kept)).isEqualTo("user:pass-word\n");
    assertThat(Files.getPosixFilePermissions(kept)).hasSize(2);
    assertThat(set.out() + list.out()).contains("orders-admin").doesNotContain("pass-word");
    assertThat(run("secret", "set", "../x", "--file", value.toString()).code()).isEqualTo(2);
  }

  @Test
  void storeWithAPasswordIsRefusedAsArgument() {
    // When
    Run run = run("up", "--detach", "--store", "mongodb://me:pw-in-clear@db:27017/");
    // Then
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("OFFSHOOT_STORE_URI").doesNotContain("pw-in-clear");
  }

  @Test
  void everyCommandKnowsHelpDataDirAndOutput() {
    // Given
    CommandLine root = CommandTree.of(screen(new ByteArrayOutputStream()), Map.of());
    // When
    List<CommandLine> all = new ArrayList<>();
    collect(root, all);
    // Then
    assertThat(all).hasSizeGreaterThan(25);
    for (CommandLine command : all) {
      assertThat(command.getCommandSpec().optionsMap())
          .as(command.getCommandSpec().qualifiedName())
          .containsKeys("--help", "--data-dir", "--output");
    }
  }

  @Test
  void completionKnowsTheCommands() {
    // When
    Run run = run("completion", "zsh");
    // Then
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("bashcompinit")
        .contains("runbook")
        .contains("--free".substring(0, 2));
  }

  @Test
  void wrongUsageEndsWithTwo() {
    assertThat(run("plan").code()).isEqualTo(2);
    assertThat(run("nonsense").code()).isEqualTo(2);
    assertThat(run("deployment").code()).isEqualTo(2);
  }

  private StubStateService service(List<String> before, List<String> after) throws IOException {
    StubStateService service = new StubStateService(before, after);
    DataDir dataDir = DataDir.at(folder);
    dataDir.keep("state-service-port", Integer.toString(service.port()));
    PrivateFiles.write(dataDir.tokenFile(), StubStateService.TOKEN);
    return service;
  }

  private Run run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.addAll(List.of("--data-dir", folder.toString()));
    Screen screen = Screen.plain(print(out), print(err));
    int code = CommandTree.of(screen, Map.of()).execute(all.toArray(String[]::new));
    return new Run(code, text(out), text(err));
  }

  private static void collect(CommandLine command, List<CommandLine> all) {
    all.add(command);
    command.getSubcommands().values().forEach(each -> collect(each, all));
  }

  private static Screen screen(ByteArrayOutputStream out) {
    return Screen.plain(print(out), print(out));
  }

  private static PrintStream print(ByteArrayOutputStream out) {
    return new PrintStream(out, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream out) {
    return out.toString(StandardCharsets.UTF_8);
  }
}
