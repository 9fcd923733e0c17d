package dev.offshoot.provisioner.adapter.ec2;

import dev.offshoot.provisioner.domain.HostRequest;
import dev.offshoot.provisioner.domain.cloud.CloudAnswer;
import dev.offshoot.provisioner.domain.cloud.CloudInstance;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;

/** The instances of one installation. */
final class Ec2Instances {

  private final Ec2AsyncClient client;
  private final Ec2Settings settings;

  Ec2Instances(Ec2AsyncClient client, Ec2Settings settings) {
    this.client = client;
    this.settings = settings;
  }

  /** Every instance that carries this host's id, ended ones too while EC2 remembers them. */
  CloudAnswer<List<CloudInstance>> of(String host) {
    return described(ours(), Ec2Tags.filter(Ec2Tags.HOST, host));
  }

  /** Every living one. */
  CloudAnswer<List<CloudInstance>> living() {
    return described(
        ours(),
        Filter.builder()
            .name("instance-state-name")
            .values("pending", "running", "stopping", "stopped")
            .build());
  }

  CloudAnswer<CloudInstance> run(HostRequest request, String subnet) {
    return Ec2Answers.await(
        client.runInstances(Ec2Launch.call(request, subnet, settings)),
        response -> Ec2Tags.read(response.instances().getFirst()));
  }

  /** Says that it was given back; from then on no request is answered by it. */
  CloudAnswer<Boolean> markReleased(List<String> references) {
    return Ec2Answers.await(
        client.createTags(
            call -> call.resources(references).tags(Ec2Tags.tag(Ec2Tags.RELEASED, "true"))),
        response -> true);
  }

  CloudAnswer<Boolean> unprotect(String reference) {
    return Ec2Answers.await(
        client.modifyInstanceAttribute(
            call ->
                call.instanceId(reference)
                    .disableApiTermination(AttributeBooleanValue.builder().value(false).build())),
        response -> true);
  }

  CloudAnswer<Boolean> terminate(String reference) {
    return Ec2Answers.await(
        client.terminateInstances(call -> call.instanceIds(reference)), response -> true);
  }

  private Filter ours() {
    return Ec2Tags.filter(Ec2Tags.INSTALLATION, settings.installation());
  }

  private CloudAnswer<List<CloudInstance>> described(Filter... filters) {
    return Ec2Answers.await(
        // Unpaged: with pages, one may be empty although the next one is not.
        client.describeInstances(call -> call.filters(filters)), Ec2Instances::read);
  }

  private static List<CloudInstance> read(DescribeInstancesResponse response) {
    return response.reservations().stream()
        .flatMap(reservation -> reservation.instances().stream())
        .map(Ec2Tags::read)
        .toList();
  }
}
