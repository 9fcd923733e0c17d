package dev.offshoot.testbed;

import java.util.List;

/**
 * A user of the admin database.
 *
 * @param roles role names, or documents {@code {role, db}}
 */
public record User(String name, String password, List<?> roles) {
  /** Without the password. */
  @Override
  public String toString() {
    return "User[" + name + "]";
  }
}
