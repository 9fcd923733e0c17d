package dev.offshoot.provisioner.domain.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorCodeCheckTest {

  @ParameterizedTest
  @CsvSource({
    "500, InsufficientInstanceCapacity, elsewhere",
    "400, InsufficientFreeAddressesInSubnet, elsewhere",
    "400, Unsupported, elsewhere",
    "503, RequestLimitExceeded, throttled",
    "400, Throttling, throttled",
    "500, InternalError, again",
    "502, '', again",
    "0, '', again",
    "400, VcpuLimitExceeded, CLOUD_QUOTA_EXCEEDED",
    "400, InstanceLimitExceeded, CLOUD_QUOTA_EXCEEDED",
    "403, UnauthorizedOperation, CLOUD_ACCESS_DENIED",
    "401, AuthFailure, CLOUD_ACCESS_DENIED",
    "400, InvalidAMIID.NotFound, CLOUD_SETTING_INVALID",
    "400, InvalidSubnetID.NotFound, CLOUD_SETTING_INVALID",
    "400, InvalidGroup.NotFound, CLOUD_SETTING_INVALID",
    "400, InvalidIPAddress.InUse, ADDRESS_IN_USE",
    "400, IdempotentInstanceTerminated, INSTANCE_LOST",
    "400, SomethingNew, CLOUD_REFUSED"
  })
  void everyCodeHasOneMeaning(int status, String code, String meaning) {
    // When
    CloudError error = ErrorCodeCheck.of(status, code, "said");
    // Then
    String seen =
        switch (error) {
          case CloudError.ElsewherePerhaps elsewhere -> "elsewhere";
          case CloudError.Throttled throttled -> "throttled";
          case CloudError.Unanswered again -> "again";
          case CloudError.Refused refused -> refused.code();
        };
    assertThat(seen).isEqualTo(meaning);
    assertThat(error.detail()).contains(code).contains("said");
  }

  @Test
  void aSettingThatIsWrongIsNamed() {
    // When
    CloudError error = ErrorCodeCheck.of(400, "InvalidAMIID.NotFound", "there is no ami-1");
    // Then
    assertThat(error)
        .isInstanceOfSatisfying(
            CloudError.Refused.class,
            refused -> assertThat(refused.remedy()).contains("offshoot.provisioner.aws.image"));
  }
}
