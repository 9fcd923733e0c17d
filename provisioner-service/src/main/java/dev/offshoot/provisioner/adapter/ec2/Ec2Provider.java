package dev.offshoot.provisioner.adapter.ec2;

import dev.offshoot.contracts.OfferedProvider;
import dev.offshoot.provisioner.app.HostProvider;
import dev.offshoot.provisioner.domain.CreateCall;
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
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;

/**
 * Hosts that are EC2 instances. One request makes at most one: the instance is looked for by its
 * tags first, and the call carries a ClientToken made of the id, for servers that honour it.
 */
public final class Ec2Provider implements HostProvider {

  private final Ec2Instances instances;
  private final Ec2Release release;
  private final Ec2Shapes shapes;
  private final Ec2Settings settings;
  private final InstantSource clock;

  /** Through this client, whose calls end in time by themselves. */
  public Ec2Provider(Ec2AsyncClient client, Ec2Settings settings, InstantSource clock) {
    this.instances = new Ec2Instances(client, settings);
    this.release = new Ec2Release(instances, settings);
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
    Optional<List<String>> subnets = settings.subnetsOf(request.site());
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
  public Released release(String id, CreateCall call) {
    return release.release(id, call);
  }

  private static Host host(CloudInstance instance) {
    return new Host(instance.host(), instance.address(), instance.reference());
  }
}
