package dev.offshoot.provisioner.domain.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether an error to a repeated call says that nothing can come of the first one any more. */
class SettledCallTest {

  @ParameterizedTest
  @CsvSource({
    "500, InsufficientInstanceCapacity, true",
    "400, VcpuLimitExceeded, true",
    "400, InvalidAMIID.NotFound, true",
    "400, InvalidIPAddress.InUse, true",
    // EC2 did not get as far as the token
    "403, UnauthorizedOperation, false",
    "401, AuthFailure, false",
    // The token was used, for what is not known
    "400, IdempotentParameterMismatch, false",
    // It may have happened or not
    "503, RequestLimitExceeded, false",
    "500, InternalError, false",
    "0, '', false"
  })
  void onlyAnAnswerThatLookedAtTheTokenSettlesIt(int status, String code, boolean settles) {
    // When
    CloudError error = ErrorCodeCheck.of(status, code, "said the cloud");
    // Then
    assertThat(ErrorCodeCheck.settles(error)).isEqualTo(settles);
  }
}
