package dev.offshoot.provisioner.adapter.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.offshoot.contracts.OfferedShape;
import dev.offshoot.provisioner.domain.CreateCall;
import dev.offshoot.provisioner.domain.Found;
import dev.offshoot.provisioner.domain.Host;
import dev.offshoot.provisioner.domain.HostRequest;
import dev.offshoot.provisioner.domain.HostShape;
import dev.offshoot.provisioner.domain.Released;
import dev.offshoot.provisioner.domain.Requested;
import dev.offshoot.provisioner.domain.UserData;
import dev.offshoot.testbed.Ec2Gate;
import dev.offshoot.testbed.Ec2Gate.Answer;
import dev.offshoot.testbed.Ec2Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceAttributeName;

/** Against a server that speaks EC2's API, with a gate before it that behaves badly when told. */
class Ec2ProviderIT {

  private static final String INSTALLATION = "this-test";
  private static final String SCRIPT = "#!/bin/sh\necho hello\n";

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static Ec2Server server;
  private static List<String> subnets;

  private Ec2Gate gate;
  private Ec2AsyncClient client;
  private Ec2Provider provider;
  private final String id = UUID.randomUUID().toString();

  /** Of the first subnet; no two tests ask for the same. */
  private final String address = "172.31.0." + (10 + NUMBER.getAndIncrement());

  @BeforeAll
  static void start() {
    server = Ec2Server.start();
    subnets = Ec2Samples.subnets(server).stream().limit(2).toList();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void open() throws IOException {
    gate = Ec2Gate.before(server.url());
    client = Ec2Samples.client(gate.url());
    provider = provider(INSTALLATION);
  }

  @AfterEach
  void close() {
    client.close();
    gate.close();
  }

  @Test
  void theTypesThatMayBeUsedAreOfferedWithWhatEc2SaysOfThem() {
    assertThat(provider.offer().shapes())
        .containsExactly(
            new OfferedShape("m5.large", 2, 8L << 30, 100L << 30),
            new OfferedShape("t3.micro", 2, 1L << 30, 100L << 30));
    // And they are not asked for at every look
    provider.offer();
    assertThat(gate.calls("DescribeInstanceTypes")).hasSize(1);
  }

  @Test
  void askingTwiceMakesOneInstanceWithTheUserDataAndNoPublicAddress() {
    // When
    Host made = made(request("cloud"));
    Host again = made(request("cloud"));
    // Then
    assertThat(again).isEqualTo(made);
    assertThat(made.id()).isEqualTo(id);
    assertThat(gate.calls("RunInstances")).hasSize(1);
    Instance instance = instance(made.reference());
    assertThat(instance.publicIpAddress()).isNull();
    assertThat(instance.privateIpAddress()).isEqualTo(address);
    assertThat(instance.instanceTypeAsString()).isEqualTo("m5.large");
    assertThat(userData(made.reference())).isEqualTo(SCRIPT);
    assertThat(gate.calls("RunInstances").getFirst().parameters())
        .containsEntry("MetadataOptions.HttpTokens", "required")
        .containsEntry("DisableApiTermination", "true")
        .containsEntry("BlockDeviceMapping.1.Ebs.Encrypted", "true")
        .containsKey("ClientToken");
  }

  @Test
  void aHostIsFoundAndListedUntilItIsGivenBackAndItsIdMakesNoOther() {
    // Given
    Host made = made(request("cloud"));
    assertThat(provider.find(id)).isEqualTo(new Found.Present(made));
    assertThat(provider.list()).contains(made);
    // When
    release();
    // Then
    assertThat(provider.find(id)).isEqualTo(new Found.Absent());
    assertThat(provider.list()).doesNotContain(made);
    assertThat(instance(made.reference()).state().nameAsString()).isEqualTo("terminated");
    assertThat(provider.request(request("cloud")))
        .isInstanceOfSatisfying(
            Requested.Refused.class, r -> assertThat(r.code()).isEqualTo("HOST_RELEASED"));
  }

  @Test
  void whatBelongsToAnotherInstallationIsNotSeen() {
    // Given
    made(request("cloud"));
    // When
    Ec2Provider other = provider("another");
    // Then
    assertThat(other.find(id)).isEqualTo(new Found.Absent());
    assertThat(other.list()).isEmpty();
    assertThat(other.release(id, new CreateCall.Settled())).isEqualTo(new Released.Gone());
    assertThat(provider.find(id)).isInstanceOf(Found.Present.class);
  }

  @Test
  void anAnswerThatNeverComesMakesNoSecondInstance() {
    // Given
    gate.rule("RunInstances", call -> new Answer.DoSilently());
    // When
    assertThat(provider.request(request("cloud"))).isInstanceOf(Requested.NotYet.class);
    gate.open();
    // Then
    Host made = made(request("cloud"));
    assertThat(made.id()).isEqualTo(id);
    // And tries of one call carry one token, which a server that honours it counts once
    assertThat(gate.calls("RunInstances").stream().map(c -> c.parameters().get("ClientToken")))
        .hasSizeBetween(1, 2)
        .containsOnly(gate.calls("RunInstances").getFirst().parameters().get("ClientToken"));
  }

  @Test
  void theNextSubnetOfTheSiteIsTriedWhereOneHasNoRoom() {
    // Given
    gate.rule(
        "RunInstances",
        call ->
            subnets.getFirst().equals(call.parameters().get("NetworkInterface.1.SubnetId"))
                ? new Answer.Refuse(500, "InsufficientInstanceCapacity", "no room for m5.large")
                : new Answer.Let());
    // When
    Host made = made(request("two", "db.example.com:27017"));
    // Then
    assertThat(instance(made.reference()).subnetId()).isEqualTo(subnets.getLast());
  }

  @ParameterizedTest
  @CsvSource({
    "400, VcpuLimitExceeded, CLOUD_QUOTA_EXCEEDED",
    "400, InvalidAMIID.NotFound, CLOUD_SETTING_INVALID",
    "403, UnauthorizedOperation, CLOUD_ACCESS_DENIED"
  })
  void whatCannotBecomeBetterIsRefusedByName(int status, String error, String code) {
    // Given
    gate.rule("RunInstances", call -> new Answer.Refuse(status, error, "said the cloud"));
    // When
    Requested answer = provider.request(request("cloud"));
    // Then
    assertThat(answer)
        .isInstanceOfSatisfying(
            Requested.Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(code);
              assertThat(refused.detail()).contains(error, "said the cloud");
            });
    assertThat(provider.find(id)).isEqualTo(new Found.Absent());
  }

  @Test
  void aBusyCloudIsAskedAgainAndNothingIsConcludedFromItsSilence() {
    // Given
    gate.rule(
        "DescribeInstances",
        call -> new Answer.Refuse(503, "RequestLimitExceeded", "Request limit exceeded."));
    // Then
    assertThat(provider.request(request("cloud")))
        .isInstanceOfSatisfying(
            Requested.NotYet.class, r -> assertThat(r.reason()).contains("RequestLimitExceeded"));
    assertThat(provider.find(id)).isInstanceOf(Found.Unknown.class);
    assertThat(provider.release(id, new CreateCall.Settled())).isInstanceOf(Released.NotYet.class);
    assertThat(gate.calls("RunInstances")).isEmpty();
  }

  @Test
  void anInstanceThatSomebodyEndedIsNamedAndNotReplaced() {
    // Given
    Host made = made(request("cloud"));
    client
        .modifyInstanceAttribute(
            c -> c.instanceId(made.reference()).disableApiTermination(v -> v.value(false)))
        .join();
    client.terminateInstances(c -> c.instanceIds(made.reference())).join();
    // When
    Requested answer = provider.request(request("cloud"));
    // Then
    assertThat(answer)
        .isInstanceOfSatisfying(
            Requested.Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("INSTANCE_LOST");
              assertThat(refused.detail()).contains(made.reference());
            });
  }

  @Test
  void aSiteWithoutSubnetsIsRefusedWithThoseThereAre() {
    assertThat(provider.request(request("moon")))
        .isInstanceOfSatisfying(
            Requested.Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("UNKNOWN_SITE");
              assertThat(refused.detail()).contains("moon", "cloud, two");
            });
  }

  private Ec2Provider provider(String installation) {
    TreeMap<String, List<String>> sites = new TreeMap<>();
    sites.put("cloud", List.of(subnets.getFirst()));
    sites.put("two", subnets);
    return new Ec2Provider(
        client,
        new Ec2Settings(
            installation,
            "ami-12c6146b",
            List.of("m5.large", "t3.micro"),
            sites,
            List.of(),
            new Ec2Settings.Volume("/dev/xvda", 100, "gp3", null)),
        InstantSource.system());
  }

  private HostRequest request(@Nullable String site) {
    return request(site, address + ":27017");
  }

  private HostRequest request(@Nullable String site, String address) {
    return new HostRequest(
        id,
        new HostShape("m5.large", 2, 8L << 30, 100L << 30),
        site,
        address,
        new UserData(SCRIPT));
  }

  private Host made(HostRequest request) {
    Requested.Made[] made = new Requested.Made[1];
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              Requested answer = provider.request(request);
              if (answer instanceof Requested.Made it) {
                made[0] = it;
              }
              assertThat(answer).isNotInstanceOf(Requested.Refused.class);
              return made[0] != null;
            });
    return made[0].host();
  }

  private void release() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> provider.release(id, new CreateCall.Settled()) instanceof Released.Gone);
  }

  private Instance instance(String reference) {
    return client
        .describeInstances(c -> c.instanceIds(reference))
        .join()
        .reservations()
        .getFirst()
        .instances()
        .getFirst();
  }

  private String userData(String reference) {
    String encoded =
        client
            .describeInstanceAttribute(
                c -> c.instanceId(reference).attribute(InstanceAttributeName.USER_DATA))
            .join()
            .userData()
            .value();
    return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
  }
}
