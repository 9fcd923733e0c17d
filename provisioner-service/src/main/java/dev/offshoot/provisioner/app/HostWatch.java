package dev.offshoot.provisioner.app;

import dev.offshoot.provisioner.domain.HostEnd;
import java.util.List;
import java.util.SortedMap;

/** A provider that can tell that a host it made has ended by itself. */
public interface HostWatch {

  /** The provider's name. */
  String name();

  /**
   * How those of these hosts ended that did, by their ids, in one look however many they are. One
   * that runs is not in it, nor one of which that cannot be told. Ends within {@link
   * HostProvider#DEADLINE}.
   */
  SortedMap<String, HostEnd> ended(List<String> ids);
}
