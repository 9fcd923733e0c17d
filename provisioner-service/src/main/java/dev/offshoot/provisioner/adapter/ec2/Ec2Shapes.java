package dev.offshoot.provisioner.adapter.ec2;

import dev.offshoot.contracts.OfferedShape;
import dev.offshoot.contracts.OfferedVolume;
import dev.offshoot.provisioner.domain.cloud.CloudAnswer;
import dev.offshoot.provisioner.domain.cloud.PriceList;
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

  /** What every type of EBS volume for databases can be made as. */
  private static final OfferedVolume VOLUME = new OfferedVolume(4L << 30, 16L << 40);

  private static final Duration AGAIN_AFTER = Duration.ofSeconds(30);

  private final Ec2AsyncClient client;
  private final Ec2Settings settings;
  private final Ec2Prices prices;
  private final InstantSource clock;
  private volatile @Nullable Known known;

  private record Known(List<OfferedShape> shapes, Instant until) {}

  Ec2Shapes(Ec2AsyncClient client, Ec2Settings settings, Ec2Prices prices, InstantSource clock) {
    this.client = client;
    this.settings = settings;
    this.prices = prices;
    this.clock = clock;
  }

  /** In the order of the settings, priced by the list of now; none while EC2 does not answer. */
  List<OfferedShape> offered() {
    PriceList list = prices.list();
    return known().stream().map(shape -> priced(shape, list)).toList();
  }

  private OfferedShape priced(OfferedShape shape, PriceList list) {
    return new OfferedShape(
        shape.name(),
        shape.cpus(),
        shape.memoryBytes(),
        shape.diskBytes(),
        shape.machine(),
        shape.volume(),
        Ec2Prices.price(list, shape.name(), settings.disks()).orElse(null));
  }

  private List<OfferedShape> known() {
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
    OfferedVolume volume = settings.disks().data() == null ? null : VOLUME;
    return new OfferedShape(
        type.instanceTypeAsString(),
        type.vCpuInfo().defaultVCpus(),
        type.memoryInfo().sizeInMiB() << 20,
        volume == null ? (long) settings.disks().root().gibibytes() << 30 : volume.largestBytes(),
        null,
        volume,
        null);
  }
}
