package dev.offshoot.provisioner.adapter.ec2;

import dev.offshoot.contracts.OfferedProvider;
import dev.offshoot.provisioner.app.HostProvider;
import dev.offshoot.provisioner.domain.Found;
import dev.offshoot.provisioner.domain.Host;
import dev.offshoot.provisioner.domain.HostRequest;
import dev.offshoot.provisioner.domain.Released;
import dev.offshoot.provisioner.domain.Requested;
import dev.offshoot.provisioner.domain.cloud.CloudAnswer;
import dev.offshoot.provisioner.domain.cloud.CloudError;
import dev.offshoot.provisioner.domain.cloud.CloudInstance;
import dev.offshoot.provisioner.domain.cloud.LaunchDecision;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;

/**
 * Hosts that are EC2 instances. One request makes at most one: the instance is looked for by its
 * tags first, and the call carries a ClientToken made of the id, for servers that honour it.
 */
public final class Ec2Provider implements HostProvider {

  private final Ec2Instances instances;
  private final Ec2Shapes shapes;
  private final Ec2Settings settings;
  private final InstantSource clock;

  /** Through this client, whose calls end in time by themselves. */
  public Ec2Provider(Ec2AsyncClient client, Ec2Settings settings, InstantSource clock) {
    this.instances = new Ec2Instances(client, settings);
    this.shapes = new Ec2Shapes(client, settings, clock);
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "aws";
  }

  @Override
  public OfferedProvider offer() {
    return new OfferedProvider(name(), List.of(), "", 0, 0, shapes.offered());
  }

  @Override
  public Requested request(HostRequest request) {
    return switch (instances.of(request.id())) {
      case CloudAnswer.Failed<List<CloudInstance>>(CloudError error) -> unmade(error);
      case CloudAnswer.Got<List<CloudInstance>>(List<CloudInstance> found) ->
          switch (LaunchDecision.of(request.id(), found)) {
            case LaunchDecision.Runs(CloudInstance it) -> new Requested.Made(host(it));
            case LaunchDecision.ComesUp(CloudInstance it) -> comesUp(it);
            case LaunchDecision.Refuse(String code, String detail, String remedy) ->
                new Requested.Refused(code, detail, remedy);
            case LaunchDecision.Launch() -> launch(request);
          };
    };
  }

  private Requested launch(HostRequest request) {
    Optional<List<String>> subnets = subnets(request.site());
    if (subnets.isEmpty()) {
      return new Requested.Refused(
          "UNKNOWN_SITE",
          "site "
              + (request.site() == null ? "(none named)" : request.site())
              + " has no subnets; there are "
              + String.join(", ", settings.subnets().keySet()),
          "Name one of them with --site, or set offshoot.provisioner.aws.subnets.");
    }
    // A look before and a call begun just in time after it end within the deadline too.
    Instant last = clock.instant().plus(DEADLINE.minus(Ec2Clients.CALL.multipliedBy(3)));
    List<String> full = new ArrayList<>();
    for (String subnet : subnets.get()) {
      if (clock.instant().isAfter(last)) {
        break;
      }
      switch (instances.run(request, subnet)) {
        case CloudAnswer.Got<CloudInstance>(CloudInstance made) -> {
          return comesUp(made);
        }
        case CloudAnswer.Failed<CloudInstance>(CloudError.ElsewherePerhaps(String detail)) ->
            full.add(subnet + " (" + detail + ")");
        case CloudAnswer.Failed<CloudInstance>(CloudError error) -> {
          return unmade(error);
        }
      }
    }
    return new Requested.NotYet(
        "no subnet has room for a " + request.shape().name() + ": " + String.join("; ", full));
  }

  /** The site's, or the only site's when none is named. */
  private Optional<List<String>> subnets(@Nullable String site) {
    return site == null && settings.subnets().size() == 1
        ? Optional.of(settings.subnets().firstEntry().getValue())
        : Optional.ofNullable(site).map(settings.subnets()::get);
  }

  private static Requested comesUp(CloudInstance instance) {
    return instance.state() == CloudInstance.State.RUNNING
        ? new Requested.Made(host(instance))
        : new Requested.NotYet("instance " + instance.reference() + " comes up");
  }

  private static Requested unmade(CloudError error) {
    return switch (error) {
      case CloudError.ElsewherePerhaps(String detail) -> new Requested.NotYet(detail);
      case CloudError.Unanswered(String detail) -> new Requested.NotYet(detail);
      case CloudError.Refused(String code, String detail, String remedy) ->
          new Requested.Refused(code, detail, remedy);
    };
  }

  @Override
  public Found find(String id) {
    return switch (instances.of(id)) {
      case CloudAnswer.Failed<List<CloudInstance>>(CloudError error) ->
          new Found.Unknown(error.detail());
      case CloudAnswer.Got<List<CloudInstance>>(List<CloudInstance> found) ->
          found.stream()
              .filter(instance -> instance.state().isAlive())
              .findFirst()
              .<Found>map(instance -> new Found.Present(host(instance)))
              .orElseGet(Found.Absent::new);
    };
  }

  @Override
  public List<Host> list() {
    return switch (instances.living()) {
      case CloudAnswer.Failed<List<CloudInstance>>(CloudError error) ->
          throw new IllegalStateException("the instances cannot be listed: " + error.detail());
      case CloudAnswer.Got<List<CloudInstance>>(List<CloudInstance> living) ->
          living.stream().map(Ec2Provider::host).toList();
    };
  }

  @Override
  public Released release(String id) {
    return switch (instances.of(id)) {
      case CloudAnswer.Failed<List<CloudInstance>>(CloudError error) ->
          new Released.NotYet(error.detail());
      case CloudAnswer.Got<List<CloudInstance>>(List<CloudInstance> found) -> release(found);
    };
  }

  private Released release(List<CloudInstance> found) {
    List<String> unmarked =
        found.stream().filter(i -> !i.released()).map(CloudInstance::reference).toList();
    if (!unmarked.isEmpty()
        && instances.markReleased(unmarked) instanceof CloudAnswer.Failed<Boolean>(var error)) {
      return new Released.NotYet(error.detail());
    }
    // One at a time, within the deadline; whoever asks asks until all are gone.
    Optional<CloudInstance> alive = found.stream().filter(i -> i.state().isAlive()).findFirst();
    if (alive.isPresent()) {
      return end(alive.get());
    }
    return found.stream()
        .filter(i -> i.state() == CloudInstance.State.SHUTTING_DOWN)
        .findFirst()
        .<Released>map(Ec2Provider::shutsDown)
        .orElseGet(Released.Gone::new);
  }

  private Released end(CloudInstance instance) {
    String reference = instance.reference();
    if (instances.unprotect(reference) instanceof CloudAnswer.Failed<Boolean>(var error)) {
      return new Released.NotYet(error.detail());
    }
    return instances.terminate(reference) instanceof CloudAnswer.Failed<Boolean>(var error)
        ? new Released.NotYet(error.detail())
        : shutsDown(instance);
  }

  private static Released shutsDown(CloudInstance instance) {
    return new Released.NotYet("instance " + instance.reference() + " shuts down");
  }

  private static Host host(CloudInstance instance) {
    return new Host(instance.host(), instance.address(), instance.reference());
  }
}
