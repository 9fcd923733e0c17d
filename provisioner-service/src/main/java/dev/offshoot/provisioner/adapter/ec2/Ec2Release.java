package dev.offshoot.provisioner.adapter.ec2;

import dev.offshoot.provisioner.domain.CreateCall;
import dev.offshoot.provisioner.domain.HostRequest;
import dev.offshoot.provisioner.domain.Released;
import dev.offshoot.provisioner.domain.cloud.CloudAnswer;
import dev.offshoot.provisioner.domain.cloud.CloudError;
import dev.offshoot.provisioner.domain.cloud.CloudInstance;
import dev.offshoot.provisioner.domain.cloud.CloudRemain;
import dev.offshoot.provisioner.domain.cloud.ErrorCodeCheck;
import dev.offshoot.provisioner.domain.cloud.RemainsDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives hosts back. An instance is marked before it is ended, so that its id makes no other one. A
 * create call that may be open is found by its tags or, where EC2 shows none (it shows a moment
 * later what was made), made once more with the same ClientToken: EC2 answers with the instance
 * that the first one made, or makes it now. Either way it is ended at once, and nothing can come of
 * the call any more. Once every instance is terminated, what outlives one goes: volumes and network
 * interfaces with this installation's tag and the host's id. A step is at most four calls one after
 * the other, within a provider's deadline.
 */
final class Ec2Release {

  private final Ec2Instances instances;
  private final Ec2Remains remains;
  private final Ec2Zones zones;
  private final Ec2Settings settings;

  Ec2Release(Ec2Instances instances, Ec2Remains remains, Ec2Zones zones, Ec2Settings settings) {
    this.instances = instances;
    this.remains = remains;
    this.zones = zones;
    this.settings = settings;
  }

  Released release(String id, CreateCall call) {
    return switch (instances.of(id)) {
      case CloudAnswer.Failed<List<CloudInstance>>(CloudError error) ->
          new Released.NotYet(error.detail());
      case CloudAnswer.Got<List<CloudInstance>>(List<CloudInstance> found) ->
          switch (call) {
            case CreateCall.Settled() -> ended(id, found);
            case CreateCall.MayBeOpen(HostRequest again) -> resolved(id, found, again);
          };
    };
  }

  /**
   * One that bears no mark is what came of the call. A marked one says only that a release was here
   * before, whose end nobody knows: the call is repeated once more, which does no harm.
   */
  private Released resolved(String id, List<CloudInstance> found, @Nullable HostRequest again) {
    Optional<CloudInstance> made = found.stream().filter(i -> !i.released()).findFirst();
    if (made.isPresent()) {
      return instances.end(unmarked(found), List.of()) instanceof CloudAnswer.Failed<Boolean>(var e)
          ? new Released.NotYet(e.detail())
          : new Released.CallFound(made.get().reference());
    }
    if (again == null) {
      return new Released.NotYet(
          "the outcome of the call that makes host %s is not known, and the call cannot be repeated"
                  .formatted(id)
              + " without the secret enrolment-key");
    }
    return settings
        .subnetsOf(again.site())
        .map(subnets -> repeatWhereAllowed(again, subnets))
        .orElseGet(
            () ->
                new Released.NotYet(
                    "the call that makes host %s cannot be repeated: site %s has no subnets any more"
                        .formatted(id, again.site())));
  }

  /**
   * A step that had to ask for the zones first would outlast its deadline: the next one repeats.
   */
  private Released repeatWhereAllowed(HostRequest again, List<String> subnets) {
    boolean asks = !again.placement().zones().isEmpty() && !zones.areKnown();
    return switch (zones.allowed(subnets, again.placement())) {
      case CloudAnswer.Failed<List<String>>(CloudError error) ->
          new Released.NotYet(error.detail());
      case CloudAnswer.Got<List<String>>(List<String> allowed) ->
          asks
              ? new Released.NotYet("the zones of the subnets were looked up")
              : repeat(again, allowed);
    };
  }

  /**
   * In every subnet that it may have been made in: which of them the call was made for is not
   * known.
   */
  private Released repeat(HostRequest again, List<String> subnets) {
    List<String> made = new ArrayList<>();
    List<String> unsettled = new ArrayList<>();
    for (CloudAnswer<CloudInstance> answer : instances.runInEach(again, subnets)) {
      switch (answer) {
        case CloudAnswer.Got<CloudInstance>(CloudInstance instance) ->
            made.add(instance.reference());
        case CloudAnswer.Failed<CloudInstance>(CloudError error) -> {
          if (!ErrorCodeCheck.settles(error)) {
            unsettled.add(error.detail());
          }
        }
      }
    }
    if (instances.end(made, made) instanceof CloudAnswer.Failed<Boolean>(var error)) {
      return new Released.NotYet(error.detail());
    }
    return unsettled.isEmpty()
        ? new Released.CallRepeated(
            made.isEmpty() ? "nothing came of it" : String.join(", ", made) + " is ended")
        : new Released.NotYet(
            "the call that makes host %s is repeated: %s"
                .formatted(again.id(), String.join("; ", unsettled)));
  }

  private Released ended(String id, List<CloudInstance> found) {
    List<String> alive =
        found.stream().filter(i -> i.state().isAlive()).map(CloudInstance::reference).toList();
    if (instances.end(unmarked(found), alive) instanceof CloudAnswer.Failed<Boolean>(var error)) {
      return new Released.NotYet(error.detail());
    }
    return found.stream()
        .filter(i -> i.state() != CloudInstance.State.TERMINATED)
        .findFirst()
        .<Released>map(i -> new Released.NotYet("instance " + i.reference() + " shuts down"))
        .orElseGet(() -> cleared(id));
  }

  /** Gone only when a look shows nothing: what was deleted is looked for again. */
  private Released cleared(String id) {
    return switch (remains.of(id)) {
      case CloudAnswer.Failed<List<CloudRemain>>(CloudError error) ->
          new Released.NotYet(error.detail());
      case CloudAnswer.Got<List<CloudRemain>>(List<CloudRemain> left) ->
          switch (RemainsDecision.of(settings.installation(), id, left)) {
            case RemainsDecision.NothingLeft() -> new Released.Gone();
            case RemainsDecision.Wait(String detail) -> new Released.NotYet(detail);
            case RemainsDecision.Delete(List<CloudRemain> free) -> deleted(free);
          };
    };
  }

  private Released deleted(List<CloudRemain> free) {
    return remains.delete(free) instanceof CloudAnswer.Failed<Boolean>(var error)
        ? new Released.NotYet(error.detail())
        : new Released.NotYet(free.getFirst().reference() + " is deleted");
  }

  private static List<String> unmarked(List<CloudInstance> found) {
    return found.stream().filter(i -> !i.released()).map(CloudInstance::reference).toList();
  }
}
