package dev.offshoot.provisioner.domain.cloud;

/**
 * Something that carries our tags and may outlive its instance.
 *
 * @param kind what it is
 * @param reference the cloud's name of it, such as vol-0123456789abcdef0
 * @param installation the installation it belongs to
 * @param host the host request it was made for
 * @param address HOST:PORT it was made for
 * @param state the cloud's word for its state, such as available
 */
public record CloudRemain(
    Kind kind, String reference, String installation, String host, String address, String state) {

  /** What may outlive an instance. */
  public enum Kind {
    VOLUME,
    NETWORK_INTERFACE
  }
}
