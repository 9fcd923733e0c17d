package dev.offshoot.provisioner.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the approved plan says of where a host may stand, and of the disk that it gets.
 *
 * @param zones zones it may be made in, the preferred first; empty: any of the site
 * @param volumeBytes size of a data disk of its own; absent: the host's own disk
 */
public record Placement(List<String> zones, @Nullable Long volumeBytes) {

  /** Any zone, the host's own disk: also what a plan of an older version says. */
  public static final Placement ANY = new Placement(List.of(), null);

  /** Copies the zones; missing ones read as none. */
  public Placement {
    zones = zones == null ? List.of() : List.copyOf(zones);
  }
}
