package dev.offshoot.provisioner.domain.cloud;

/**
 * What a call to a cloud came to.
 *
 * @param <T> what is answered
 */
public sealed interface CloudAnswer<T> {

  /** It answered. */
  record Got<T>(T value) implements CloudAnswer<T> {}

  /** It did not do it. */
  record Failed<T>(CloudError error) implements CloudAnswer<T> {}
}
