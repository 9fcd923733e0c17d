package dev.offshoot.provisioner.adapter.ec2;

import dev.offshoot.provisioner.domain.HostRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsRequest;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.ShutdownBehavior;

/**
 * The call that makes an instance: never Spot, no public address, metadata by session tokens only
 * (IMDSv2), disks encrypted, protected from being terminated by anybody but a release. A data
 * volume outlives the instance until a release deletes it.
 */
final class Ec2Launch {

  private static final long GIB = 1L << 30;
  private static final String IPV4 = "\\d{1,3}(\\.\\d{1,3}){3}";

  private Ec2Launch() {}

  static RunInstancesRequest call(HostRequest request, String subnet, Ec2Settings settings) {
    return RunInstancesRequest.builder()
        .clientToken(token(request.id(), subnet))
        .imageId(settings.image())
        .instanceType(request.shape().name())
        .minCount(1)
        .maxCount(1)
        .networkInterfaces(networkInterface(request, subnet, settings))
        .blockDeviceMappings(disks(request, settings.disks()))
        .metadataOptions(
            InstanceMetadataOptionsRequest.builder().httpTokens(HttpTokensState.REQUIRED).build())
        .disableApiTermination(true)
        .instanceInitiatedShutdownBehavior(ShutdownBehavior.STOP)
        .tagSpecifications(Ec2Tags.of(request, settings.installation()))
        .userData(
            Base64.getEncoder()
                .encodeToString(script(request, settings).getBytes(StandardCharsets.UTF_8)))
        .build();
  }

  /** The same call has the same token, so EC2 makes one instance of it; at most 64 characters. */
  static String token(String host, String subnet) {
    return UUID.nameUUIDFromBytes((host + "/" + subnet).getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  private static InstanceNetworkInterfaceSpecification networkInterface(
      HostRequest request, String subnet, Ec2Settings settings) {
    return InstanceNetworkInterfaceSpecification.builder()
        .deviceIndex(0)
        .subnetId(subnet)
        .groups(settings.securityGroups())
        .associatePublicIpAddress(false)
        .deleteOnTermination(true)
        .privateIpAddress(privateAddress(request.address()))
        .build();
  }

  /** The address it shall have, where it was asked for by number. */
  private static @Nullable String privateAddress(String address) {
    int colon = address.lastIndexOf(':');
    String host = colon < 0 ? address : address.substring(0, colon);
    return host.matches(IPV4) ? host : null;
  }

  private static List<BlockDeviceMapping> disks(HostRequest request, Ec2Settings.Disks disks) {
    Long bytes = request.placement().volumeBytes();
    Ec2Settings.DataVolume data = disks.data();
    BlockDeviceMapping root = root(disks.root());
    return bytes == null || data == null
        ? List.of(root)
        : List.of(root, data(data, Math.ceilDivExact(bytes, GIB)));
  }

  /** Without a volume of its own there is nothing to mount. */
  private static String script(HostRequest request, Ec2Settings settings) {
    Ec2Settings.DataVolume data = settings.disks().data();
    return data == null || request.placement().volumeBytes() == null
        ? request.userData().script()
        : DataVolumeScript.before(request, data.device());
  }

  private static BlockDeviceMapping root(Ec2Settings.Volume volume) {
    return BlockDeviceMapping.builder()
        .deviceName(volume.device())
        .ebs(
            EbsBlockDevice.builder()
                .volumeSize(volume.gibibytes())
                .volumeType(volume.type())
                .iops(volume.iops())
                .encrypted(true)
                .deleteOnTermination(true)
                .build())
        .build();
  }

  private static BlockDeviceMapping data(Ec2Settings.DataVolume volume, long gibibytes) {
    return BlockDeviceMapping.builder()
        .deviceName(volume.device())
        .ebs(
            EbsBlockDevice.builder()
                .volumeSize(Math.toIntExact(gibibytes))
                .volumeType(volume.type())
                .iops(volume.iops())
                .encrypted(true)
                .deleteOnTermination(false)
                .build())
        .build();
  }
}
