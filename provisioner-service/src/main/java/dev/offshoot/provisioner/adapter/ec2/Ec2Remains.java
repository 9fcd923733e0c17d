package dev.offshoot.provisioner.adapter.ec2;

import dev.offshoot.provisioner.domain.cloud.CloudAnswer;
import dev.offshoot.provisioner.domain.cloud.CloudRemain;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Volume;

/** Volumes and network interfaces of one installation, which may outlive their instances. */
final class Ec2Remains {

  private final Ec2AsyncClient client;
  private final Ec2Settings settings;

  Ec2Remains(Ec2AsyncClient client, Ec2Settings settings) {
    this.client = client;
    this.settings = settings;
  }

  /** Those of this host; takes no longer than one call. */
  CloudAnswer<List<CloudRemain>> of(String host) {
    return described(ours(), Ec2Tags.filter(Ec2Tags.HOST, host));
  }

  /** All of them; takes no longer than one call. */
  CloudAnswer<List<CloudRemain>> all() {
    return described(ours());
  }

  /** Deletes these, side by side; the first that fails is told, and the others are gone. */
  CloudAnswer<Boolean> delete(List<CloudRemain> remains) {
    List<CompletableFuture<?>> calls = new ArrayList<>();
    remains.forEach(one -> calls.add(deletion(one)));
    List<CloudAnswer<Boolean>> answers =
        calls.stream().map(call -> Ec2Answers.await(call, response -> true)).toList();
    return answers.stream()
        .filter(CloudAnswer.Failed.class::isInstance)
        .findFirst()
        .orElseGet(() -> new CloudAnswer.Got<>(true));
  }

  private CompletableFuture<?> deletion(CloudRemain one) {
    return switch (one.kind()) {
      case VOLUME -> client.deleteVolume(call -> call.volumeId(one.reference()));
      case NETWORK_INTERFACE ->
          client.deleteNetworkInterface(call -> call.networkInterfaceId(one.reference()));
    };
  }

  private CloudAnswer<List<CloudRemain>> described(Filter... filters) {
    var volumes = client.describeVolumes(call -> call.filters(filters));
    var interfaces = client.describeNetworkInterfaces(call -> call.filters(filters));
    return switch (Ec2Answers.await(
        volumes, answer -> answer.volumes().stream().map(Ec2Remains::read).toList())) {
      case CloudAnswer.Failed<List<CloudRemain>> failed -> {
        var unused = interfaces.cancel(true);
        yield failed;
      }
      case CloudAnswer.Got<List<CloudRemain>>(List<CloudRemain> found) ->
          Ec2Answers.await(
              interfaces,
              answer -> {
                List<CloudRemain> all = new ArrayList<>(found);
                answer.networkInterfaces().forEach(each -> all.add(read(each)));
                return all;
              });
    };
  }

  private Filter ours() {
    return Ec2Tags.filter(Ec2Tags.INSTALLATION, settings.installation());
  }

  private static CloudRemain read(Volume volume) {
    return new CloudRemain(
        CloudRemain.Kind.VOLUME,
        volume.volumeId(),
        Ec2Tags.value(volume.tags(), Ec2Tags.INSTALLATION),
        Ec2Tags.value(volume.tags(), Ec2Tags.HOST),
        Ec2Tags.value(volume.tags(), Ec2Tags.ADDRESS),
        volume.stateAsString());
  }

  private static CloudRemain read(NetworkInterface one) {
    return new CloudRemain(
        CloudRemain.Kind.NETWORK_INTERFACE,
        one.networkInterfaceId(),
        Ec2Tags.value(one.tagSet(), Ec2Tags.INSTALLATION),
        Ec2Tags.value(one.tagSet(), Ec2Tags.HOST),
        Ec2Tags.value(one.tagSet(), Ec2Tags.ADDRESS),
        one.statusAsString());
  }
}
