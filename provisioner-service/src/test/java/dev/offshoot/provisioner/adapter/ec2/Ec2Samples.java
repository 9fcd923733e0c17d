package dev.offshoot.provisioner.adapter.ec2;

import dev.offshoot.provisioner.domain.HostRequest;
import dev.offshoot.provisioner.domain.HostShape;
import dev.offshoot.provisioner.domain.Placement;
import dev.offshoot.provisioner.domain.UserData;
import dev.offshoot.testbed.Ec2Server;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;

/** An installation on the EC2 server of tests, and what is asked of it. */
final class Ec2Samples {

  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

  /** A data volume that is not whole GiB. */
  static final long VOLUME = (50L << 30) + 1;

  static final Ec2Settings.Disks DISKS =
      new Ec2Settings.Disks(
          new Ec2Settings.Volume("/dev/xvda", 20, "gp3", null),
          new Ec2Settings.DataVolume("/dev/sdf", "gp3", 6000));

  private Ec2Samples() {}

  /** As the service calls, with its deadlines. */
  static Ec2AsyncClient client(URI server) {
    return Ec2Clients.of("eu-west-1", server.toString(), CREDENTIALS);
  }

  /** As a test looks, however long it takes. */
  static Ec2AsyncClient patient(URI server) {
    return Ec2AsyncClient.builder()
        .region(Region.EU_WEST_1)
        .endpointOverride(server)
        .credentialsProvider(CREDENTIALS)
        .build();
  }

  /** The subnets that the server has from the start. */
  static List<String> subnets(Ec2Server server) {
    try (Ec2AsyncClient direct = patient(server.url())) {
      return direct.describeSubnets().join().subnets().stream().map(s -> s.subnetId()).toList();
    }
  }

  /** Their zones, in the same order. */
  static List<String> zones(Ec2Server server, List<String> subnets) {
    try (Ec2AsyncClient direct = patient(server.url())) {
      return subnets.stream()
          .map(subnet -> direct.describeSubnets(call -> call.subnetIds(subnet)).join())
          .map(answer -> answer.subnets().getFirst().availabilityZone())
          .toList();
    }
  }

  /** The server forgets it at the launch, and heeds it once it is said again. */
  static void protect(Ec2AsyncClient direct, String reference) {
    direct
        .modifyInstanceAttribute(
            call -> call.instanceId(reference).disableApiTermination(v -> v.value(true)))
        .join();
  }

  /** With these subnets in the site "cloud". */
  static Ec2Settings settings(List<String> subnets) {
    TreeMap<String, List<String>> sites = new TreeMap<>();
    sites.put("cloud", subnets);
    return new Ec2Settings(
        "this-test", "ami-12c6146b", List.of("m5.large"), sites, List.of(), DISKS);
  }

  /** The provider on these, with the prices that the service ships. */
  static Ec2Provider provider(Ec2AsyncClient client, Ec2Settings settings) {
    return new Ec2Provider(
        client, settings, new Ec2Prices(null, "eu-west-1"), InstantSource.system());
  }

  /** A host of that site that nobody has asked for yet, with a data volume. */
  static HostRequest request() {
    return request(UUID.randomUUID().toString(), "#!/bin/sh\n");
  }

  /** The same with this id, booting with this. */
  static HostRequest request(String id, String script) {
    return new HostRequest(
        id,
        new HostShape("m5.large", 2, 8L << 30, 100L << 30),
        "cloud",
        "db.example.com:27017",
        new UserData(script),
        new Placement(List.of(), VOLUME));
  }
}
