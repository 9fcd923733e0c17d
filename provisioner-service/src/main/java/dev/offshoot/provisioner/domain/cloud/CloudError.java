package dev.offshoot.provisioner.domain.cloud;

/** What an error of a cloud means for the call. */
public sealed interface CloudError {

  /** As the cloud says it. */
  String detail();

  /** Nothing was made here; another subnet may have it. */
  record ElsewherePerhaps(String detail) implements CloudError {}

  /** Too many calls of this account: nothing was done, ask again later. */
  record Throttled(String detail) implements CloudError {}

  /** It may have happened or not, or the cloud is busy: look, then ask again. */
  record Unanswered(String detail) implements CloudError {}

  /** Asking again will not help. */
  record Refused(String code, String detail, String remedy) implements CloudError {}
}
