package dev.offshoot.provisioner.domain.cloud;

import java.util.List;
import java.util.Optional;

/**
 * What an error code of EC2 means. The codes are those of "Error codes for the Amazon EC2 API".
 * What is not listed and was the caller's fault (4xx) is refused; all else is unanswered.
 */
public final class ErrorCodeCheck {

  private static final int FIRST_CALLER_ERROR = 400;
  private static final int FIRST_SERVER_ERROR = 500;

  private static final List<String> ELSEWHERE =
      List.of(
          "InsufficientInstanceCapacity",
          "InsufficientCapacity",
          "InsufficientHostCapacity",
          "InsufficientFreeAddressesInSubnet",
          "Unsupported");

  private static final List<String> THROTTLED =
      List.of("RequestLimitExceeded", "Throttling", "ThrottlingException", "EC2ThrottledException");

  private static final List<String> BUSY =
      List.of("InternalError", "InternalFailure", "Unavailable", "ServiceUnavailable");

  private static final List<String> QUOTA =
      List.of("VcpuLimitExceeded", "InstanceLimitExceeded", "MaxSpotInstanceCountExceeded");

  private static final List<String> DENIED =
      List.of(
          "UnauthorizedOperation",
          "AuthFailure",
          "OptInRequired",
          "PendingVerification",
          "Blocked",
          "InvalidClientTokenId",
          "SignatureDoesNotMatch");

  /** What was not found, by the prefix of the code, and the setting that names it. */
  private record Setting(String prefix, String name) {}

  private static final List<Setting> NOT_FOUND =
      List.of(
          new Setting("InvalidAMIID", "image"),
          new Setting("InvalidSubnetID", "subnets"),
          new Setting("InvalidGroup", "security-groups"),
          new Setting("InvalidInstanceType", "instance-types"),
          new Setting("InvalidBlockDeviceMapping", "volume-type"));

  private static final String ACCESS_DENIED = "CLOUD_ACCESS_DENIED";
  private static final String CALL_CHANGED = "CLOUD_CALL_CHANGED";

  private ErrorCodeCheck() {}

  /**
   * Whether an error to a call that was made before says that nothing can come of it any more. EC2
   * asks who calls before it looks at the token, and a token that was used for another call says
   * nothing of what that one made.
   */
  public static boolean settles(CloudError error) {
    return switch (error) {
      case CloudError.ElsewherePerhaps _ -> true;
      case CloudError.Throttled _, CloudError.Unanswered _ -> false;
      case CloudError.Refused refused ->
          !refused.code().equals(ACCESS_DENIED) && !refused.code().equals(CALL_CHANGED);
    };
  }

  /**
   * Decides.
   *
   * @param status HTTP status; 0 when there was no answer
   * @param code error code; empty when there was none
   * @param message what the cloud says
   */
  public static CloudError of(int status, String code, String message) {
    String said = code.isEmpty() ? message : code + ": " + message;
    if (ELSEWHERE.contains(code)) {
      return new CloudError.ElsewherePerhaps(said);
    }
    if (THROTTLED.contains(code)) {
      return new CloudError.Throttled(said);
    }
    if (BUSY.contains(code) || status < FIRST_CALLER_ERROR || status >= FIRST_SERVER_ERROR) {
      return new CloudError.Unanswered(said);
    }
    if (QUOTA.contains(code)) {
      return new CloudError.Refused(
          "CLOUD_QUOTA_EXCEEDED", said, "Have the quota of the account raised, then expand again.");
    }
    if (DENIED.contains(code)) {
      return new CloudError.Refused(
          ACCESS_DENIED,
          said,
          "Give provisioner-service credentials that the policy in deploy/aws-policy.json is"
              + " attached to.");
    }
    if (code.equals("IdempotentParameterMismatch")) {
      return new CloudError.Refused(
          CALL_CHANGED,
          said,
          "Put offshoot.provisioner.aws and the secret enrolment-key back as they were when the"
              + " instance was asked for: its call cannot be repeated otherwise.");
    }
    if (code.equals("IdempotentInstanceTerminated")) {
      return new CloudError.Refused(
          "INSTANCE_LOST", said, "See what ended the instance, then expand again.");
    }
    return address(code, said).orElseGet(() -> setting(code, said));
  }

  private static Optional<CloudError> address(String code, String said) {
    boolean inUse = code.equals("InvalidIPAddress.InUse") || said.contains("is in use");
    return inUse
        ? Optional.of(
            new CloudError.Refused(
                "ADDRESS_IN_USE", said, "Ask for another --address, then expand again."))
        : Optional.empty();
  }

  private static CloudError setting(String code, String said) {
    return NOT_FOUND.stream()
        .filter(setting -> code.startsWith(setting.prefix()))
        .findFirst()
        .map(
            setting ->
                new CloudError.Refused(
                    "CLOUD_SETTING_INVALID",
                    said,
                    "Correct offshoot.provisioner.aws." + setting.name() + ", then expand again."))
        .orElseGet(
            () ->
                new CloudError.Refused(
                    "CLOUD_REFUSED",
                    said,
                    "See what the cloud says; nothing was made by this call."));
  }
}
