package dev.offshoot.mongoadmin.domain;

import java.util.List;

/**
 * Actions a user needs on one resource.
 *
 * @param resource on what
 * @param actions server action names
 */
public record NeededPrivilege(PrivilegeResource resource, List<String> actions) {

  /** Copies the list. */
  public NeededPrivilege {
    actions = List.copyOf(actions);
  }
}
