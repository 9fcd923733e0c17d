package dev.offshoot.provisioner.adapter.ec2;

import dev.offshoot.contracts.OfferedShape;
import dev.offshoot.provisioner.domain.cloud.CloudAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;

/** The instance types as EC2 describes them; asked once an hour, sooner after a failure. */
final class Ec2Shapes {

  private static final Logger LOG = Logger.getLogger(Ec2Shapes.class);
  private static final Duration GOOD_FOR = Duration.ofHours(1);
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(30);

  private final Ec2AsyncClient client;
  private final Ec2Settings settings;
  private final InstantSource clock;
  private volatile @Nullable Known known;

  private record Known(List<OfferedShape> shapes, Instant until) {}

  Ec2Shapes(Ec2AsyncClient client, Ec2Settings settings, InstantSource clock) {
    this.client = client;
    this.settings = settings;
    this.clock = clock;
  }

  /** In the order of the settings; none while EC2 does not answer. */
  List<OfferedShape> offered() {
    Known last = known;
    if (last != null && clock.instant().isBefore(last.until())) {
      return last.shapes();
    }
    Known next = ask(last == null ? List.of() : last.shapes());
    known = next;
    return next.shapes();
  }

  private Known ask(List<OfferedShape> otherwise) {
    return switch (described()) {
      case CloudAnswer.Got<List<OfferedShape>>(List<OfferedShape> shapes) ->
          new Known(shapes, clock.instant().plus(GOOD_FOR));
      case CloudAnswer.Failed<List<OfferedShape>>(var error) -> {
        LOG.warnf("the instance types are not known: %s", error.detail());
        yield new Known(otherwise, clock.instant().plus(AGAIN_AFTER));
      }
    };
  }

  private CloudAnswer<List<OfferedShape>> described() {
    return Ec2Answers.await(
        client.describeInstanceTypes(
            call -> call.instanceTypesWithStrings(settings.instanceTypes())),
        response ->
            response.instanceTypes().stream()
                .sorted(Comparator.comparingInt(this::place))
                .map(this::shape)
                .toList());
  }

  private int place(InstanceTypeInfo type) {
    return settings.instanceTypes().indexOf(type.instanceTypeAsString());
  }

  private OfferedShape shape(InstanceTypeInfo type) {
    return new OfferedShape(
        type.instanceTypeAsString(),
        type.vCpuInfo().defaultVCpus(),
        type.memoryInfo().sizeInMiB() << 20,
        (long) settings.volume().gibibytes() << 30);
  }
}
