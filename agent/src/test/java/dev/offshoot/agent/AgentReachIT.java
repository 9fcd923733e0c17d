package dev.offshoot.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.agent.protocol.AgentStatus;
import dev.offshoot.agent.protocol.Goal;
import dev.offshoot.agent.protocol.ReachOrder;
import dev.offshoot.agent.protocol.ReachReport;
import dev.offshoot.agent.protocol.ReachReport.Finding;
import dev.offshoot.testbed.MemberSpec;
import dev.offshoot.testbed.TestReplicaSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent beside a member tests from its host whether others are reached. */
class AgentReachIT {

  private static final AtomicInteger ORDERS = new AtomicInteger();

  @TempDir private static Path folder;
  private static TestReplicaSet set;
  private static TestReplicaSet other;
  private static AgentHost host;

  @BeforeAll
  static void aHostWithAMongod() throws Exception {
    set = TestReplicaSet.builder().name("asking").members(MemberSpec.voter()).start();
    other = TestReplicaSet.builder().name("another").members(MemberSpec.voter()).start();
    host = new AgentHost(folder, set);
    host.installer().setGoal(1, host.runMongod(set.keyfile()));
    host.start();
    host.installer().await(AgentStatus.INSTALLED, report -> true);
  }

  @AfterAll
  static void stop() throws Exception {
    host.close();
    set.close();
    other.close();
  }

  @Test
  void aMongodWithTheSetsKeyIsReachedAndTheAgentIsDoneWithTheOrder() {
    // When
    ReachOrder order = ask("asking", set.primary().address());

    // Then
    assertThat(await(order, ReachReport::allReached).findings())
        .containsExactly(new Finding(set.primary().address(), true, ""));
  }

  @Test
  void aClosedPortIsNamedAndTriedAgain() {
    // Given
    String closed = "127.0.0.1:1";

    // When
    ReachOrder order = ask("asking", closed);

    // Then
    Finding found = await(order, report -> true).findings().getFirst();
    assertThat(found.reached()).isFalse();
    assertThat(found.detail()).contains("no connection");
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> said(order).size() > 1);
  }

  @Test
  void aNameThatDoesNotResolveIsNamed() {
    assertThat(findingOf("asking", "nowhere.invalid:27017")).contains("does not resolve");
  }

  @Test
  void anAddressThatLeadsToAnotherSetIsNotReached() {
    assertThat(findingOf("asking", other.primary().address())).contains("leads to set another");
  }

  @Test
  void aMongodWithAnotherKeyIsNotReached() {
    assertThat(findingOf("another", other.primary().address())).contains("refuses the set's key");
  }

  @Test
  void aGoalGoesOnBesideAnOrderThatFails() {
    // Given
    ReachOrder order = ask("asking", "127.0.0.1:1");
    await(order, report -> true);

    // When
    host.installer().setGoal(2, new Goal.SettleMongod());

    // Then
    host.installer().await(AgentStatus.SETTLED, report -> true);
  }

  private static String findingOf(String setName, String address) {
    Finding found = await(ask(setName, address), report -> true).findings().getFirst();
    assertThat(found.reached()).isFalse();
    return found.detail();
  }

  private static ReachOrder ask(String setName, String address) {
    ReachOrder order =
        new ReachOrder("order-" + ORDERS.incrementAndGet(), setName, List.of(address), false);
    host.installer().ask(order);
    return order;
  }

  private static List<ReachReport> said(ReachOrder order) {
    return host.installer().reached().stream()
        .filter(report -> report.id().equals(order.id()))
        .toList();
  }

  private static ReachReport await(ReachOrder order, Predicate<ReachReport> wanted) {
    Awaitility.await("an answer to " + order)
        .atMost(Duration.ofMinutes(1))
        .until(() -> said(order).stream().anyMatch(wanted));
    return said(order).stream().filter(wanted).findFirst().orElseThrow();
  }
}
