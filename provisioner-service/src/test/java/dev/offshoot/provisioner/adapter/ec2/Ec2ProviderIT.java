package dev.offshoot.provisioner.adapter.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.offshoot.contracts.OfferedPrice;
import dev.offshoot.contracts.OfferedProvider;
import dev.offshoot.contracts.OfferedShape;
import dev.offshoot.contracts.OfferedSite;
import dev.offshoot.contracts.OfferedVolume;
import dev.offshoot.provisioner.domain.CreateCall;
import dev.offshoot.provisioner.domain.Found;
import dev.offshoot.provisioner.domain.Host;
import dev.offshoot.provisioner.domain.HostRequest;
import dev.offshoot.provisioner.domain.HostShape;
import dev.offshoot.provisioner.domain.Placement;
import dev.offshoot.provisioner.domain.Released;
import dev.offshoot.provisioner.domain.Requested;
import dev.offshoot.provisioner.domain.UserData;
import dev.offshoot.provisioner.domain.leftover.Holding;
import dev.offshoot.testbed.Ec2Gate;
import dev.offshoot.testbed.Ec2Gate.Answer;
import dev.offshoot.testbed.Ec2Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.Volume;

/** Against a server that speaks EC2's API, with a gate before it that behaves badly when told. */
class Ec2ProviderIT {

  private static final String INSTALLATION = "this-test";
  private static final String SCRIPT = "#!/bin/sh\necho hello\n";

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static Ec2Server server;
  private static List<String> subnets;
  private static List<String> zones;

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
    zones = Ec2Samples.zones(server, subnets);
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
    OfferedVolume volume = new OfferedVolume(4L << 30, 16L << 40);
    OfferedPrice price =
        new OfferedPrice("USD", 730 * 0.107 + 20 * 0.088, 0.088, "aws-prices.csv of 2025-01-01");
    OfferedProvider offer = provider.offer();
    assertThat(offer.shapes())
        .containsExactly(
            new OfferedShape("m5.large", 2, 8L << 30, 16L << 40, null, volume, price),
            new OfferedShape("t3.micro", 2, 1L << 30, 16L << 40, null, volume, null));
    assertThat(offer.sites())
        .containsExactly(
            new OfferedSite("cloud", List.of(zones.getFirst())), new OfferedSite("two", zones));
    // And they are not asked for at every look
    provider.offer();
    assertThat(gate.calls("DescribeInstanceTypes")).hasSize(1);
    assertThat(gate.calls("DescribeSubnets")).hasSize(1);
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
    assertThat(provider.ended(List.of(id))).isEmpty();
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
    assertThat(provider.ended(List.of(id, "another")))
        .containsOnlyKeys(id)
        .hasEntrySatisfying(
            id,
            end -> {
              assertThat(end.code()).isEqualTo("INSTANCE_LOST");
              assertThat(end.detail()).contains(made.reference());
              assertThat(end.forGood()).isTrue();
            });
  }

  @Test
  void aDataVolumeOfThePlansSizeIsMadeWithItsTagsAndOutlivesTheInstanceUntilTheRelease() {
    // Given
    Host made = made(withVolume());
    assertThat(gate.calls("RunInstances").getFirst().parameters())
        .containsEntry("BlockDeviceMapping.1.Ebs.VolumeSize", "20")
        .containsEntry("BlockDeviceMapping.1.Ebs.DeleteOnTermination", "true")
        .containsEntry("BlockDeviceMapping.2.DeviceName", "/dev/sdf")
        .containsEntry("BlockDeviceMapping.2.Ebs.VolumeSize", "51")
        .containsEntry("BlockDeviceMapping.2.Ebs.VolumeType", "gp3")
        .containsEntry("BlockDeviceMapping.2.Ebs.Iops", "6000")
        .containsEntry("BlockDeviceMapping.2.Ebs.Encrypted", "true")
        .containsEntry("BlockDeviceMapping.2.Ebs.DeleteOnTermination", "false")
        .containsEntry("TagSpecification.2.ResourceType", "volume")
        .containsEntry("TagSpecification.3.ResourceType", "network-interface");
    assertThat(userData(made.reference()))
        .startsWith("#!/bin/sh\n")
        .contains("device=/dev/sdf", "id=" + id)
        .endsWith(SCRIPT);
    assertThat(volumes()).hasSize(2);
    // And one that is another host's, one of another installation, and an interface that was left
    String anothers = volume(INSTALLATION, "another-host");
    String foreign = volume("another", id);
    String left = networkInterface();

    // When
    release();

    // Then
    assertThat(provider.find(id)).isEqualTo(new Found.Absent());
    assertThat(volumes()).isEmpty();
    assertThat(client.describeVolumes(c -> c.volumeIds(anothers, foreign)).join().volumes())
        .hasSize(2);
    assertThat(gate.calls("DeleteVolume")).hasSize(1);
    assertThat(gate.calls("DeleteNetworkInterface").getFirst().parameters())
        .containsEntry("NetworkInterfaceId", left);
    client.deleteVolume(c -> c.volumeId(anothers)).join();
  }

  @Test
  void aReleaseThatWasInterruptedAfterTheInstanceEndedStillFindsTheVolume() {
    // Given
    Host made = made(withVolume());
    gate.rule("DeleteVolume", call -> new Answer.Refuse(503, "Unavailable", "try later"));
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                provider.release(id, new CreateCall.Settled())
                        instanceof Released.NotYet(String reason)
                    && reason.contains("try later"));
    assertThat(instance(made.reference()).state().nameAsString()).isEqualTo("terminated");

    // Then it is there for whoever looks, and nobody takes it for needed
    Ec2Provider next = provider(INSTALLATION);
    assertThat(next.find(id))
        .isInstanceOfSatisfying(
            Found.Present.class, it -> assertThat(it.host().reference()).startsWith("vol-"));
    assertThat(next.holdings())
        .anySatisfy(
            one -> {
              assertThat(one.kind()).isEqualTo(Holding.Kind.VOLUME);
              assertThat(one.host()).isEqualTo(id);
              assertThat(one.state()).isEqualTo("available");
            });

    // When
    gate.open();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> next.release(id, new CreateCall.Settled()) instanceof Released.Gone);

    // Then
    assertThat(volumes()).isEmpty();
    assertThat(next.holdings()).noneMatch(one -> one.host().equals(id));
  }

  @Test
  void onlySubnetsInTheZonesOfThePlanAreUsedAndItsFirstZoneFirst() {
    // Given
    HostRequest second = request("two", List.of(zones.getLast(), zones.getFirst()));

    // When
    Host made = made(second);

    // Then
    assertThat(instance(made.reference()).subnetId()).isEqualTo(subnets.getLast());
    assertThat(gate.calls("RunInstances")).hasSize(1);
  }

  @Test
  void anotherZoneIsNeverTakenAlsoWhenThePlansHasNoRoomOrIsNotThere() {
    // Given
    gate.rule(
        "RunInstances",
        call -> new Answer.Refuse(500, "InsufficientInstanceCapacity", "no room for m5.large"));

    // Then
    assertThat(provider.request(request("two", List.of(zones.getLast()))))
        .isInstanceOf(Requested.NotYet.class);
    assertThat(gate.calls("RunInstances"))
        .allSatisfy(
            call ->
                assertThat(call.parameters())
                    .containsEntry("NetworkInterface.1.SubnetId", subnets.getLast()));
    assertThat(provider.request(request("two", List.of("eu-west-1z"))))
        .isInstanceOfSatisfying(
            Requested.Refused.class,
            r -> {
              assertThat(r.code()).isEqualTo("ZONE_NOT_AVAILABLE");
              assertThat(r.detail()).contains("two", "eu-west-1z");
            });
  }

  @Test
  void withoutKnowingTheZonesNothingIsMadeWhereThePlanNamesSome() {
    // Given
    gate.rule(
        "DescribeSubnets",
        call -> new Answer.Refuse(403, "UnauthorizedOperation", "not allowed to look"));

    // Then
    assertThat(provider.request(request("two", zones))).isInstanceOf(Requested.Refused.class);
    assertThat(gate.calls("RunInstances")).isEmpty();
    assertThat(provider.offer().sites()).isEmpty();
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
    return Ec2Samples.provider(
        client,
        new Ec2Settings(
            installation,
            "ami-12c6146b",
            List.of("m5.large", "t3.micro"),
            sites,
            List.of(),
            Ec2Samples.DISKS));
  }

  private HostRequest request(@Nullable String site) {
    return request(site, address + ":27017");
  }

  private HostRequest withVolume() {
    return new HostRequest(
        id,
        new HostShape("m5.large", 2, 8L << 30, 16L << 40),
        "cloud",
        address + ":27017",
        new UserData(SCRIPT),
        new Placement(List.of(zones.getFirst()), Ec2Samples.VOLUME));
  }

  private HostRequest request(String site, List<String> allowed) {
    return new HostRequest(
        id,
        new HostShape("m5.large", 2, 8L << 30, 16L << 40),
        site,
        "db.example.com:27017",
        new UserData(SCRIPT),
        new Placement(allowed, null));
  }

  /** Volumes of this host and installation. */
  private List<Volume> volumes() {
    return client
        .describeVolumes(
            c ->
                c.filters(
                    Ec2Tags.filter(Ec2Tags.INSTALLATION, INSTALLATION),
                    Ec2Tags.filter(Ec2Tags.HOST, id)))
        .join()
        .volumes();
  }

  private String volume(String installation, String host) {
    return client
        .createVolume(
            c ->
                c.availabilityZone(zones.getFirst())
                    .size(1)
                    .tagSpecifications(tags(ResourceType.VOLUME, installation, host)))
        .join()
        .volumeId();
  }

  private String networkInterface() {
    return client
        .createNetworkInterface(
            c ->
                c.subnetId(subnets.getFirst())
                    .tagSpecifications(tags(ResourceType.NETWORK_INTERFACE, INSTALLATION, id)))
        .join()
        .networkInterface()
        .networkInterfaceId();
  }

  private static TagSpecification tags(ResourceType type, String installation, String host) {
    return TagSpecification.builder()
        .resourceType(type)
        .tags(Ec2Tags.tag(Ec2Tags.INSTALLATION, installation), Ec2Tags.tag(Ec2Tags.HOST, host))
        .build();
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
        .atMost(Duration.ofMinutes(1))
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
        .atMost(Duration.ofMinutes(1))
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
