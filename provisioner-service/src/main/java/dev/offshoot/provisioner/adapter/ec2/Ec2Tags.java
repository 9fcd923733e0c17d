package dev.offshoot.provisioner.adapter.ec2;

import dev.offshoot.provisioner.domain.HostRequest;
import dev.offshoot.provisioner.domain.cloud.CloudInstance;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** The tags by which an instance is known again. */
final class Ec2Tags {

  static final String INSTALLATION = "offshoot:installation";
  static final String HOST = "offshoot:host";
  static final String ADDRESS = "offshoot:address";
  static final String RELEASED = "offshoot:released";

  private Ec2Tags() {}

  static List<TagSpecification> of(HostRequest request, String installation) {
    List<Tag> tags =
        List.of(
            tag("Name", "offshoot " + request.address()),
            tag(INSTALLATION, installation),
            tag(HOST, request.id()),
            tag(ADDRESS, request.address()));
    return List.of(ResourceType.INSTANCE, ResourceType.VOLUME, ResourceType.NETWORK_INTERFACE)
        .stream()
        .map(type -> TagSpecification.builder().resourceType(type).tags(tags).build())
        .toList();
  }

  static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  /** EC2 takes no more values in one filter. */
  static final int MOST_VALUES = 200;

  static Filter filter(String key, String value) {
    return filter(key, List.of(value));
  }

  /** Any of these values, at most {@link #MOST_VALUES}. */
  static Filter filter(String key, List<String> values) {
    return Filter.builder().name("tag:" + key).values(values).build();
  }

  static CloudInstance read(Instance instance) {
    String reason = instance.stateReason() == null ? null : instance.stateReason().message();
    String plain = instance.stateTransitionReason() == null ? "" : instance.stateTransitionReason();
    return new CloudInstance(
        instance.instanceId(),
        state(instance),
        value(instance, HOST),
        value(instance, ADDRESS),
        !value(instance, RELEASED).isEmpty(),
        reason == null ? plain : reason,
        instance.privateIpAddress());
  }

  private static CloudInstance.State state(Instance instance) {
    String name = instance.state().nameAsString().replace('-', '_');
    return CloudInstance.State.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static String value(Instance instance, String key) {
    return value(instance.tags(), key);
  }

  /** Empty when there is none. */
  static String value(List<Tag> tags, String key) {
    return tags.stream()
        .filter(tag -> tag.key().equals(key))
        .map(Tag::value)
        .findFirst()
        .orElse("");
  }
}
