package dev.offshoot.provisioner.adapter.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.provisioner.app.HostProvider;
import dev.offshoot.provisioner.domain.CreateCall;
import dev.offshoot.provisioner.domain.Found;
import dev.offshoot.provisioner.domain.HostRequest;
import dev.offshoot.provisioner.domain.Released;
import dev.offshoot.provisioner.domain.Requested;
import dev.offshoot.testbed.Ec2Gate;
import dev.offshoot.testbed.Ec2Gate.Answer;
import dev.offshoot.testbed.Ec2Server;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;

/** Every answer of EC2 comes late, some too late: no call of the provider outlasts its deadline. */
class SlowCloudFaultIT {

  /** Just within the time of one attempt, so that every call is answered, as late as it may be. */
  private static final Duration LATE = Duration.ofMillis(3_300);

  private static Ec2Server server;
  private static List<String> subnets;

  private Ec2Gate gate;
  private Ec2AsyncClient client;
  private Ec2Provider provider;
  private final HostRequest request = Ec2Samples.request();

  @BeforeAll
  static void start() {
    server = Ec2Server.start();
    subnets = Ec2Samples.subnets(server);
    assertThat(subnets).hasSizeGreaterThanOrEqualTo(3);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void open() throws IOException {
    gate = Ec2Gate.before(server.url());
    client = Ec2Samples.client(gate.url());
    provider = Ec2Samples.provider(client, Ec2Samples.settings(subnets));
  }

  @AfterEach
  void close() {
    client.close();
    gate.close();
  }

  @Test
  void lateAnswersAndSilenceEndWithinTheDeadlineOfAProvidersCall() {
    // Given every answer as late as it may be, and no room anywhere
    for (String action : List.of("DescribeInstances", "CreateTags", "TerminateInstances")) {
      gate.rule(action, call -> new Answer.LetAfter(LATE));
    }
    gate.rule("ModifyInstanceAttribute", call -> new Answer.LetAfter(LATE));
    gate.rule(
        "RunInstances",
        call -> new Answer.RefuseAfter(LATE, 500, "InsufficientInstanceCapacity", "no room"));

    // Then
    within(() -> provider.request(request), Requested.NotYet.class);

    // When the call to make it is repeated in every subnet, and what it made is ended
    gate.rule("RunInstances", call -> new Answer.LetAfter(LATE));
    gate.rule("DescribeInstances", call -> new Answer.ShowNothing());
    within(() -> provider.release(request.id(), new CreateCall.MayBeOpen(request)), Released.class);
    gate.rule("DescribeInstances", call -> new Answer.LetAfter(LATE));
    within(() -> provider.release(request.id(), new CreateCall.MayBeOpen(request)), Released.class);

    // And when nothing is answered at all
    for (String action : List.of("DescribeInstances", "RunInstances")) {
      gate.rule(action, call -> new Answer.Swallow());
    }
    within(() -> provider.request(request), Requested.NotYet.class);
    within(() -> provider.find(request.id()), Found.Unknown.class);
    within(
        () -> provider.release(request.id(), new CreateCall.MayBeOpen(request)),
        Released.NotYet.class);
  }

  private static void within(Supplier<?> call, Class<?> answer) {
    long before = System.nanoTime();
    Object answered = call.get();
    Duration took = Duration.ofNanos(System.nanoTime() - before);
    assertThat(answered).isInstanceOf(answer);
    assertThat(took).as("%s", answered).isLessThan(HostProvider.DEADLINE);
  }
}
