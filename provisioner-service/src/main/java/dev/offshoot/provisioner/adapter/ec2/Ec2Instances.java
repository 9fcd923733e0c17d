package dev.offshoot.provisioner.adapter.ec2;

import dev.offshoot.provisioner.domain.HostRequest;
import dev.offshoot.provisioner.domain.cloud.CloudAnswer;
import dev.offshoot.provisioner.domain.cloud.CloudError;
import dev.offshoot.provisioner.domain.cloud.CloudInstance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;

/** The instances of one installation. */
final class Ec2Instances {

  private final Ec2AsyncClient client;
  private final Ec2Settings settings;
  private final int page;

  /** A page holds as many instances as EC2 allows. */
  Ec2Instances(Ec2AsyncClient client, Ec2Settings settings) {
    this(client, settings, 1_000);
  }

  Ec2Instances(Ec2AsyncClient client, Ec2Settings settings, int page) {
    this.client = client;
    this.settings = settings;
    this.page = page;
  }

  /** Every instance that carries this host's id, ended ones too while EC2 remembers them. */
  CloudAnswer<List<CloudInstance>> of(String host) {
    return described(ours(), Ec2Tags.filter(Ec2Tags.HOST, host));
  }

  /**
   * Every instance that carries one of these hosts' ids, page by page: a page may be empty although
   * the next one is not. Takes no longer than four calls; what four pages do not hold is no answer.
   * More hosts than a filter holds are picked from all instances of the installation.
   */
  CloudAnswer<List<CloudInstance>> ofAll(List<String> hosts) {
    List<Filter> filters =
        hosts.size() > Ec2Tags.MOST_VALUES
            ? List.of(ours())
            : List.of(ours(), Ec2Tags.filter(Ec2Tags.HOST, hosts));
    Set<String> wanted = new HashSet<>(hosts);
    List<CloudInstance> all = new ArrayList<>();
    String next = null;
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      String from = next;
      var answer =
          Ec2Answers.await(
              client.describeInstances(
                  call -> call.filters(filters).maxResults(page).nextToken(from)),
              response -> new Page(read(response), response.nextToken()));
      switch (answer) {
        case CloudAnswer.Failed<Page>(CloudError error) -> {
          return new CloudAnswer.Failed<>(error);
        }
        case CloudAnswer.Got<Page>(Page got) -> {
          all.addAll(got.instances());
          next = got.next();
        }
      }
      if (next == null || next.isEmpty()) {
        all.removeIf(one -> !wanted.contains(one.host()));
        return new CloudAnswer.Got<>(all);
      }
    }
    return new CloudAnswer.Failed<>(
        new CloudError.Unanswered("more than " + MOST_PAGES + " pages of instances"));
  }

  private static final int MOST_PAGES = 4;

  private record Page(List<CloudInstance> instances, @Nullable String next) {}

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
    return made(client.runInstances(Ec2Launch.call(request, subnet, settings)));
  }

  /** The same in several subnets, side by side: it takes no longer than one call. */
  List<CloudAnswer<CloudInstance>> runInEach(HostRequest request, List<String> subnets) {
    return subnets.stream()
        .map(subnet -> client.runInstances(Ec2Launch.call(request, subnet, settings)))
        .toList()
        .stream()
        .map(Ec2Instances::made)
        .toList();
  }

  private static CloudAnswer<CloudInstance> made(CompletableFuture<RunInstancesResponse> call) {
    return Ec2Answers.await(call, response -> Ec2Tags.read(response.instances().getFirst()));
  }

  /**
   * Marks these as given back, so that from then on no request is answered by them, then ends
   * those. Nothing is ended before the marks are there. Takes no longer than two calls.
   */
  CloudAnswer<Boolean> end(List<String> toMark, List<String> toEnd) {
    List<CompletableFuture<?>> before = new ArrayList<>();
    if (!toMark.isEmpty()) {
      before.add(
          client.createTags(
              call -> call.resources(toMark).tags(Ec2Tags.tag(Ec2Tags.RELEASED, "true"))));
    }
    toEnd.forEach(reference -> before.add(unprotected(reference)));
    List<CloudAnswer<Boolean>> answers =
        before.stream().map(call -> Ec2Answers.await(call, response -> true)).toList();
    for (CloudAnswer<Boolean> answer : answers) {
      if (answer instanceof CloudAnswer.Failed<Boolean>) {
        return answer;
      }
    }
    return toEnd.isEmpty()
        ? new CloudAnswer.Got<>(true)
        : Ec2Answers.await(
            client.terminateInstances(call -> call.instanceIds(toEnd)), response -> true);
  }

  private CompletableFuture<?> unprotected(String reference) {
    return client.modifyInstanceAttribute(
        call ->
            call.instanceId(reference)
                .disableApiTermination(AttributeBooleanValue.builder().value(false).build()));
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
