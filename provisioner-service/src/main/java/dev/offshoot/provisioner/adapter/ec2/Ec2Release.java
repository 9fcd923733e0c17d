package dev.offshoot.provisioner.adapter.ec2;

import dev.offshoot.provisioner.domain.CreateCall;
import dev.offshoot.provisioner.domain.HostRequest;
import dev.offshoot.provisioner.domain.Released;
import dev.offshoot.provisioner.domain.cloud.CloudAnswer;
import dev.offshoot.provisioner.domain.cloud.CloudError;
import dev.offshoot.provisioner.domain.cloud.CloudInstance;
import dev.offshoot.provisioner.domain.cloud.ErrorCodeCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives hosts back. An instance is marked before it is ended, so that its id makes no other one. A
 * create call that may be open is found by its tags or, where EC2 shows none (it shows a moment
 * later what was made), made once more with the same ClientToken: EC2 answers with the instance
 * that the first one made, or makes it now. Either way it is ended at once, and nothing can come of
 * the call any more. A step is at most four calls one after the other, within a provider's
 * deadline.
 */
final class Ec2Release {

  private final Ec2Instances instances;
  private final Ec2Settings settings;

  Ec2Release(Ec2Instances instances, Ec2Settings settings) {
    this.instances = instances;
    this.settings = settings;
  }

  Released release(String id, CreateCall call) {
    return switch (instances.of(id)) {
      case CloudAnswer.Failed<List<CloudInstance>>(CloudError error) ->
          new Released.NotYet(error.detail());
      case CloudAnswer.Got<List<CloudInstance>>(List<CloudInstance> found) ->
          switch (call) {
            case CreateCall.Settled() -> ended(found);
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
        .map(subnets -> repeat(again, subnets))
        .orElseGet(
            () ->
                new Released.NotYet(
                    "the call that makes host %s cannot be repeated: site %s has no subnets any more"
                        .formatted(id, again.site())));
  }

  /** In every subnet of the site: which of them the call was made for is not known. */
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

  private Released ended(List<CloudInstance> found) {
    List<String> alive =
        found.stream().filter(i -> i.state().isAlive()).map(CloudInstance::reference).toList();
    if (instances.end(unmarked(found), alive) instanceof CloudAnswer.Failed<Boolean>(var error)) {
      return new Released.NotYet(error.detail());
    }
    return found.stream()
        .filter(i -> i.state() != CloudInstance.State.TERMINATED)
        .findFirst()
        .<Released>map(i -> new Released.NotYet("instance " + i.reference() + " shuts down"))
        .orElseGet(Released.Gone::new);
  }

  private static List<String> unmarked(List<CloudInstance> found) {
    return found.stream().filter(i -> !i.released()).map(CloudInstance::reference).toList();
  }
}
