package dev.offshoot.mongoadmin.domain;

import java.util.List;

/**
 * Actions on one resource.
 *
 * @param resource on what
 * @param required false where a lack only leaves namespaces of the server's own uncompared
 * @param actions server action names
 */
public record NeededPrivilege(PrivilegeResource resource, boolean required, List<String> actions) {

  /** Copies the list. */
  public NeededPrivilege {
    actions = List.copyOf(actions);
  }
}
