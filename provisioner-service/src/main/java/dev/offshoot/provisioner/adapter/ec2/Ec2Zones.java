package dev.offshoot.provisioner.adapter.ec2;

import dev.offshoot.contracts.OfferedSite;
import dev.offshoot.provisioner.domain.Placement;
import dev.offshoot.provisioner.domain.cloud.CloudAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;

/**
 * In which zone each subnet of the settings lies; a subnet never moves, so it is asked for once.
 */
final class Ec2Zones {

  private static final Logger LOG = Logger.getLogger(Ec2Zones.class);
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(30);

  private final Ec2AsyncClient client;
  private final Ec2Settings settings;
  private final InstantSource clock;
  private volatile @Nullable Map<String, String> known;
  private volatile Instant notBefore = Instant.MIN;

  Ec2Zones(Ec2AsyncClient client, Ec2Settings settings, InstantSource clock) {
    this.client = client;
    this.settings = settings;
    this.clock = clock;
  }

  /** Sites and their zones in the order of the settings; none while EC2 does not answer. */
  List<OfferedSite> sites() {
    Map<String, String> zones = known;
    if (zones == null && !clock.instant().isBefore(notBefore)) {
      switch (ask()) {
        case CloudAnswer.Got<Map<String, String>>(Map<String, String> answer) -> zones = answer;
        case CloudAnswer.Failed<Map<String, String>>(var error) -> {
          LOG.warnf("the zones of the subnets are not known: %s", error.detail());
          notBefore = clock.instant().plus(AGAIN_AFTER);
        }
      }
    }
    Map<String, String> all = zones == null ? Map.of() : zones;
    return all.isEmpty()
        ? List.of()
        : settings.subnets().entrySet().stream()
            .map(site -> new OfferedSite(site.getKey(), zones(site.getValue(), all)))
            .toList();
  }

  /** Whether no call is needed to know them. */
  boolean areKnown() {
    return known != null;
  }

  /**
   * Of these subnets those that the plan allows, in the order of its zones; makes one call at most,
   * and none where every zone is allowed.
   */
  CloudAnswer<List<String>> allowed(List<String> subnets, Placement placement) {
    if (placement.zones().isEmpty()) {
      return new CloudAnswer.Got<>(subnets);
    }
    Map<String, String> last = known;
    CloudAnswer<Map<String, String>> answer = last == null ? ask() : new CloudAnswer.Got<>(last);
    return switch (answer) {
      case CloudAnswer.Failed<Map<String, String>>(var error) -> new CloudAnswer.Failed<>(error);
      case CloudAnswer.Got<Map<String, String>>(Map<String, String> zones) ->
          new CloudAnswer.Got<>(allowed(subnets, placement.zones(), zones));
    };
  }

  private static List<String> allowed(
      List<String> subnets, List<String> allowed, Map<String, String> zones) {
    return subnets.stream()
        .filter(subnet -> allowed.contains(zones.getOrDefault(subnet, "")))
        .sorted(Comparator.comparingInt(subnet -> allowed.indexOf(zones.getOrDefault(subnet, ""))))
        .toList();
  }

  private static List<String> zones(List<String> subnets, Map<String, String> zones) {
    return subnets.stream()
        .map(subnet -> zones.getOrDefault(subnet, ""))
        .filter(zone -> !zone.isEmpty())
        .distinct()
        .toList();
  }

  private CloudAnswer<Map<String, String>> ask() {
    List<String> subnets =
        settings.subnets().values().stream().flatMap(List::stream).distinct().toList();
    CloudAnswer<Map<String, String>> answer =
        Ec2Answers.await(
            client.describeSubnets(call -> call.subnetIds(subnets)),
            response -> {
              Map<String, String> zones = new TreeMap<>();
              response.subnets().forEach(s -> zones.put(s.subnetId(), s.availabilityZone()));
              return zones;
            });
    if (answer instanceof CloudAnswer.Got<Map<String, String>>(Map<String, String> zones)) {
      known = zones;
    }
    return answer;
  }
}
