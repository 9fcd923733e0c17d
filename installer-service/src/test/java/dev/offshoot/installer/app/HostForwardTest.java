package dev.offshoot.installer.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offshoot.agent.protocol.AgentFailure;
import dev.offshoot.agent.protocol.AgentReport;
import dev.offshoot.agent.protocol.AgentStatus;
import dev.offshoot.agent.protocol.Goal;
import dev.offshoot.agent.protocol.HostProfile;
import dev.offshoot.agent.protocol.RunningMongod;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.contracts.ProvisionedHost;
import dev.offshoot.contracts.ResourceProvisioned;
import dev.offshoot.installer.InMemoryAgents;
import dev.offshoot.installer.Samples;
import dev.offshoot.installer.domain.Generations;
import dev.offshoot.installer.domain.HostWork;
import dev.offshoot.installer.domain.HostWork.Phase;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a host that is not as MongoDB asks. */
class HostForwardTest {

  private static final String HOST = "host-4";
  private static final String ADDRESS = "db4:27017";
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final InMemoryAgents agents = new InMemoryAgents();
  private final HostForward forward = new HostForward(agents, Patience.USUAL);

  private static ResourceProvisioned provisioned(String provider, String hostChecks) {
    ProvisionedHost host = Samples.host(HOST, 3, ADDRESS, "hash");
    ObjectNode event = (ObjectNode) ContractJson.tree(Samples.provisioned(Samples.SMALL, host));
    ((ObjectNode) event.path("deployment")).put("hostChecks", hostChecks);
    ((ObjectNode) event.path("hosts").path(0)).put("provider", provider);
    return ContractJson.read(event, ResourceProvisioned.class);
  }

  private void reported(long generation, AgentStatus status, String swappiness) {
    HostProfile good = Samples.profile(true);
    HostProfile profile =
        new HostProfile(
            good.cpus(),
            good.avx(),
            good.memoryBytes(),
            good.disk(),
            Map.of("vm.swappiness", swappiness),
            good.os(),
            good.architecture(),
            good.hostName(),
            good.time());
    agents.reported(
        HOST,
        new AgentReport(
            generation,
            "RunMongod",
            status,
            "as told",
            null,
            new RunningMongod(ADDRESS, "6.0.5", "/h/data", 77),
            profile,
            NOW.plusSeconds(generation)),
        NOW);
  }

  private HostLook look(ResourceProvisioned provisioned, Phase phase) {
    HostWork host = HostWork.named(HOST, 3, ADDRESS, null).in(phase, "");
    return forward.look(new HostForward.Order(provisioned, Heard.plan(provisioned), host, NOW));
  }

  private Map<String, String> conform() {
    Agents.StoredGoal stored = Objects.requireNonNull(agents.find(HOST).orElseThrow().goal());
    return ((Goal.RunMongod) stored.goal()).conform();
  }

  private void enrolled(ResourceProvisioned provisioned) {
    assertThat(look(provisioned, Phase.NAMED)).isInstanceOf(HostLook.Moved.class);
    assertThat(agents.bind(HOST, "hash", Samples.identity("key"), NOW)).isTrue();
    reported(0, AgentStatus.PROFILED, "60");
  }

  @Test
  void theAgentOfAHostThatWasMadeForTheMemberIsToldWhatToSet() {
    // Given
    ResourceProvisioned provisioned = provisioned("aws", "warn");
    enrolled(provisioned);

    // When
    HostLook look = look(provisioned, Phase.EXPECTED);

    // Then
    assertThat(conform()).isEqualTo(Map.of("vm.swappiness", "1"));
    assertThat(look)
        .isInstanceOfSatisfying(
            HostLook.Moved.class,
            moved ->
                assertThat(moved.host().detail())
                    .contains("SWAPPINESS", "the agent sets vm.swappiness=1"));
  }

  @Test
  void aHostThatIsNotOursAloneIsLeftAsItIs() {
    // Given
    ResourceProvisioned provisioned = provisioned("local", "warn");
    enrolled(provisioned);

    // When
    HostLook look = look(provisioned, Phase.EXPECTED);

    // Then
    assertThat(conform()).isEmpty();
    assertThat(look).isInstanceOf(HostLook.Moved.class);
  }

  @ParameterizedTest
  @CsvSource({"another, true", "local, false"})
  void whetherAHostSharesThisMachineIsThePlansToSay(String provider, boolean shares) {
    // Given
    ResourceProvisioned provisioned = provisioned(provider, "warn");
    ((ObjectNode) provisioned.plan().at("/toAdd/0/host")).put("sharesMachine", shares);
    enrolled(provisioned);

    // When
    HostLook look = look(provisioned, Phase.EXPECTED);

    // Then
    assertThat(look).isInstanceOf(HostLook.Moved.class);
    assertThat(conform().isEmpty()).isEqualTo(shares);
  }

  @Test
  void whatIsLeftIsToldWhereTheDeploymentOnlyWarns() {
    // Given
    ResourceProvisioned provisioned = provisioned("local", "warn");
    enrolled(provisioned);
    reported(Generations.RUN, AgentStatus.INSTALLED, "60");

    // When
    HostLook look = look(provisioned, Phase.ORDERED);

    // Then
    assertThat(look)
        .isInstanceOfSatisfying(
            HostLook.Moved.class,
            moved -> assertThat(moved.host().detail()).isEqualTo("as told (host: SWAPPINESS)"));
  }

  @Test
  void whatIsLeftRefusesTheHostWhereTheDeploymentEnforces() {
    // Given
    ResourceProvisioned provisioned = provisioned("local", "enforce");
    enrolled(provisioned);
    reported(Generations.RUN, AgentStatus.INSTALLED, "60");

    // When
    HostLook look = look(provisioned, Phase.ORDERED);

    // Then
    assertThat(look)
        .isInstanceOfSatisfying(
            HostLook.Failed.class,
            failed -> {
              assertThat(failed.cause().code()).isEqualTo("HOST_NOT_CONFORMING");
              assertThat(failed.cause().detail())
                  .contains(ADDRESS, "vm.swappiness is 60, not 0 to 1");
              assertThat(failed.cause().remedy()).contains("sysctl -w vm.swappiness=1");
            });
  }

  @Test
  void whereTheDeploymentEnforcesNothingIsInstalledOnAHostThatNobodyMends() {
    // Given
    ResourceProvisioned provisioned = provisioned("local", "enforce");
    enrolled(provisioned);

    // When
    HostLook look = look(provisioned, Phase.EXPECTED);

    // Then
    assertThat(look)
        .isInstanceOfSatisfying(
            HostLook.Failed.class,
            failed -> assertThat(failed.cause().code()).isEqualTo("HOST_NOT_CONFORMING"));
    assertThat(agents.find(HOST).orElseThrow().goal()).isNull();
  }

  @Test
  void aHostThatWasMendedPassesWhereTheDeploymentEnforces() {
    // Given
    ResourceProvisioned provisioned = provisioned("aws", "enforce");
    enrolled(provisioned);
    reported(Generations.RUN, AgentStatus.INSTALLED, "1");

    // When
    HostLook look = look(provisioned, Phase.ORDERED);

    // Then
    assertThat(look).isInstanceOf(HostLook.Moved.class);
  }

  /** The look at a host whose agent has this failure, after so many seconds of looks. */
  private HostLook troubled(String code, int seconds) {
    ResourceProvisioned provisioned = provisioned("aws", "warn");
    enrolled(provisioned);
    AgentFailure failure = new AgentFailure(code, "db4 does not resolve", "make its record");
    agents.reported(HOST, Samples.report(Generations.RUN, AgentStatus.WORKING, failure), NOW);
    HostWork host = HostWork.named(HOST, 3, ADDRESS, null).in(Phase.ORDERED, "");
    HostLook look = new HostLook.Awaited(host);
    for (int second = 0; second < seconds; second++) {
      if (look instanceof HostLook.Awaited(HostWork same)) {
        look =
            forward.look(
                new HostForward.Order(
                    provisioned, Heard.plan(provisioned), same, NOW.plusSeconds(second)));
      }
    }
    return look;
  }

  @ParameterizedTest
  @CsvSource({
    "HOST_UNREACHABLE, 20, false",
    "HOST_UNREACHABLE, 60, true",
    "ADDRESS_NOT_RESOLVED, 500, false",
    "ADDRESS_NOT_RESOLVED, 700, true"
  })
  void aNameIsWaitedForLongerThanWhatAnAgentOvercomesByItself(
      String code, int seconds, boolean ended) {
    // When
    HostLook look = troubled(code, seconds);

    // Then
    if (!ended) {
      assertThat(look).isInstanceOf(HostLook.Awaited.class);
      return;
    }
    assertThat(look)
        .isInstanceOfSatisfying(
            HostLook.Failed.class,
            failed -> {
              assertThat(failed.cause().code()).isEqualTo(code);
              assertThat(failed.cause().remedy()).isEqualTo("make its record");
            });
  }
}
