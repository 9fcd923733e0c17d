package dev.offshoot.provisioner.adapter.ec2;

import dev.offshoot.provisioner.domain.cloud.CloudAnswer;
import dev.offshoot.provisioner.domain.cloud.ErrorCodeCheck;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Waits for an answer; the client's own deadline ends the wait. */
final class Ec2Answers {

  private Ec2Answers() {}

  static <R, T> CloudAnswer<T> await(CompletableFuture<R> call, Function<R, T> read) {
    try {
      return new CloudAnswer.Got<>(read.apply(call.join()));
    } catch (CompletionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof AwsServiceException service) {
        return new CloudAnswer.Failed<>(
            ErrorCodeCheck.of(service.statusCode(), code(service), message(service)));
      }
      if (cause instanceof SdkException unanswered) {
        return new CloudAnswer.Failed<>(
            ErrorCodeCheck.of(0, "", "no answer from EC2: " + unanswered.getMessage()));
      }
      throw e;
    }
  }

  private static String code(AwsServiceException e) {
    var details = e.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  private static String message(AwsServiceException e) {
    var details = e.awsErrorDetails();
    return details == null || details.errorMessage() == null
        ? "HTTP " + e.statusCode()
        : details.errorMessage();
  }
}
