package dev.offshoot.provisioner.app;

/** Tells people how far it is; nothing depends on its arriving. */
@FunctionalInterface
public interface Progress {

  /** Says one line about an expansion. */
  void say(String expansionId, String deployment, String detail);
}
