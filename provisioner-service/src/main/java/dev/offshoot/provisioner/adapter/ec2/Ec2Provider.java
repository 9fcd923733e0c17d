package dev.offshoot.provisioner.adapter.ec2;

import dev.offshoot.contracts.OfferedProvider;
import dev.offshoot.provisioner.app.Holdings;
import dev.offshoot.provisioner.app.HostProvider;
import dev.offshoot.provisioner.app.HostWatch;
import dev.offshoot.provisioner.domain.CreateCall;
import dev.offshoot.provisioner.domain.Found;
import dev.offshoot.provisioner.domain.Host;
import dev.offshoot.provisioner.domain.HostEnd;
import dev.offshoot.provisioner.domain.HostRequest;
import dev.offshoot.provisioner.domain.Released;
import dev.offshoot.provisioner.domain.Requested;
import dev.offshoot.provisioner.domain.cloud.CloudAnswer;
import dev.offshoot.provisioner.domain.cloud.CloudError;
import dev.offshoot.provisioner.domain.cloud.CloudInstance;
import dev.offshoot.provisioner.domain.cloud.CloudRemain;
import dev.offshoot.provisioner.domain.cloud.EndCheck;
import dev.offshoot.provisioner.domain.cloud.LaunchDecision;
import dev.offshoot.provisioner.domain.leftover.Holding;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;

/**
 * Hosts that are EC2 instances. One request makes at most one: the instance is looked for by its
 * tags first, and the call carries a ClientToken made of the id, for servers that honour it.
 */
public final class Ec2Provider implements HostProvider, HostWatch, Holdings {

  private final Ec2Instances instances;
  private final Ec2Release release;
  private final Ec2Remains remains;
  private final Ec2Shapes shapes;
  private final Ec2Zones zones;
  private final Ec2Settings settings;
  private final InstantSource clock;

  /** Through this client, whose calls end in time by themselves. */
  public Ec2Provider(
      Ec2AsyncClient client, Ec2Settings settings, Ec2Prices prices, InstantSource clock) {
    this.instances = new Ec2Instances(client, settings);
    this.remains = new Ec2Remains(client, settings);
    this.zones = new Ec2Zones(client, settings, clock);
    this.release = new Ec2Release(instances, remains, zones, settings);
    this.shapes = new Ec2Shapes(client, settings, prices, clock);
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "aws";
  }

  @Override
  public OfferedProvider offer() {
    return new OfferedProvider(name(), List.of(), "", 0, 0, shapes.offered(), zones.sites());
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
    // A look before and a call begun just in time after it end within the deadline too.
    Instant last = clock.instant().plus(DEADLINE.minus(Ec2Clients.CALL.multipliedBy(3)));
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
    return switch (zones.allowed(subnets.get(), request.placement())) {
      case CloudAnswer.Failed<List<String>>(CloudError error) -> unmade(error);
      case CloudAnswer.Got<List<String>>(List<String> allowed) ->
          allowed.isEmpty() ? noSuchZone(request) : launch(request, allowed, last);
    };
  }

  private static Requested noSuchZone(HostRequest request) {
    return new Requested.Refused(
        "ZONE_NOT_AVAILABLE",
        "no subnet of site %s is in a zone that the plan allows (%s)"
            .formatted(request.site(), String.join(", ", request.placement().zones())),
        "Plan again: a new plan knows the zones of the subnets there are now.");
  }

  private Requested launch(HostRequest request, List<String> allowed, Instant last) {
    List<String> full = new ArrayList<>();
    for (String subnet : allowed) {
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
        "no subnet of site %s has room for a %s: %s"
            .formatted(request.site(), request.shape().name(), String.join("; ", full)),
        "CLOUD_OUT_OF_CAPACITY",
        "Ask for another --shape or --site, list a subnet of another zone for this site, or expand"
            + " again later.");
  }

  private static Requested comesUp(CloudInstance instance) {
    return instance.state() == CloudInstance.State.RUNNING
        ? new Requested.Made(host(instance))
        : new Requested.NotYet("instance " + instance.reference() + " comes up");
  }

  private static Requested unmade(CloudError error) {
    return switch (error) {
      case CloudError.ElsewherePerhaps(String detail) -> new Requested.NotYet(detail);
      case CloudError.Throttled(String detail) ->
          new Requested.NotYet(
              detail,
              "CLOUD_THROTTLED",
              "See who else calls the EC2 API with this account, or have its limits raised, then"
                  + " expand again.");
      case CloudError.Unanswered(String detail) -> new Requested.NotYet(detail);
      case CloudError.Refused(String code, String detail, String remedy) ->
          new Requested.Refused(code, detail, remedy);
    };
  }

  /** Also what outlived its instance: as long as something is left, it is there. */
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
              .orElseGet(() -> remaining(id));
    };
  }

  private Found remaining(String id) {
    return switch (remains.of(id)) {
      case CloudAnswer.Failed<List<CloudRemain>>(CloudError error) ->
          new Found.Unknown(error.detail());
      case CloudAnswer.Got<List<CloudRemain>>(List<CloudRemain> left) ->
          left.stream()
              .findFirst()
              .<Found>map(
                  one -> new Found.Present(new Host(one.host(), one.address(), one.reference())))
              .orElseGet(Found.Absent::new);
    };
  }

  @Override
  public SortedMap<String, HostEnd> ended(List<String> ids) {
    SortedMap<String, HostEnd> ends = new TreeMap<>();
    switch (instances.ofAll(ids)) {
      case CloudAnswer.Failed<List<CloudInstance>> _ -> {}
      case CloudAnswer.Got<List<CloudInstance>>(List<CloudInstance> found) -> {
        for (String id : ids) {
          EndCheck.of(id, found.stream().filter(one -> one.host().equals(id)).toList())
              .ifPresent(end -> ends.put(id, end));
        }
      }
    }
    return ends;
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
  public List<Holding> holdings() {
    List<Holding> all = new ArrayList<>();
    switch (remains.all()) {
      case CloudAnswer.Failed<List<CloudRemain>>(CloudError error) ->
          throw new IllegalStateException("the volumes cannot be listed: " + error.detail());
      case CloudAnswer.Got<List<CloudRemain>>(List<CloudRemain> left) ->
          left.forEach(one -> all.add(holding(one)));
    }
    switch (instances.living()) {
      case CloudAnswer.Failed<List<CloudInstance>>(CloudError error) ->
          throw new IllegalStateException("the instances cannot be listed: " + error.detail());
      case CloudAnswer.Got<List<CloudInstance>>(List<CloudInstance> living) ->
          living.forEach(one -> all.add(holding(one)));
    }
    return all;
  }

  private static Holding holding(CloudRemain one) {
    Holding.Kind kind =
        switch (one.kind()) {
          case VOLUME -> Holding.Kind.VOLUME;
          case NETWORK_INTERFACE -> Holding.Kind.NETWORK_INTERFACE;
        };
    return new Holding(kind, one.reference(), one.host(), one.address(), one.state());
  }

  private static Holding holding(CloudInstance one) {
    return new Holding(
        Holding.Kind.HOST,
        one.reference(),
        one.host(),
        one.address(),
        one.state().name().toLowerCase(Locale.ROOT));
  }

  @Override
  public Released release(String id, CreateCall call) {
    return release.release(id, call);
  }

  private static Host host(CloudInstance instance) {
    return new Host(instance.host(), instance.address(), instance.reference(), null, instance.ip());
  }
}
