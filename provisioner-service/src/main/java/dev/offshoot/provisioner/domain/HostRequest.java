package dev.offshoot.provisioner.domain;

import org.jspecify.annotations.Nullable;

/**
 * What is asked of a provider. The id is the fence: one id makes at most one host.
 *
 * @param id UUID of the request, and of the host
 * @param shape which size
 * @param site where; whatever the user called it
 * @param address HOST:PORT the member on it will have
 * @param userData what it boots with, the one-time token included
 * @param placement in which zones, and with what disk
 */
public record HostRequest(
    String id,
    HostShape shape,
    @Nullable String site,
    String address,
    UserData userData,
    Placement placement) {

  /** In any zone of the site, with the host's own disk. */
  public HostRequest(
      String id, HostShape shape, @Nullable String site, String address, UserData userData) {
    this(id, shape, site, address, userData, Placement.ANY);
  }
}
