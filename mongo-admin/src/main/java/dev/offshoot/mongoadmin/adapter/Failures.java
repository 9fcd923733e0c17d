package dev.offshoot.mongoadmin.adapter;

import com.mongodb.MongoClientException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketOpenException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.connection.ServerDescription;
import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.ErrorMeaning;
import org.jspecify.annotations.Nullable;

/** Tells from an exception whether a command ran, may have run, or certainly did not. */
final class Failures {

  private static final int UNAUTHORIZED = 13;
  private static final int AUTHENTICATION_FAILED = 18;
  private static final int NOT_YET_COMMITTED = 308;

  private Failures() {}

  static <T> Answer<T> answer(Throwable failure) {
    return switch (failure) {
      case MongoCommandException command -> refused(command);
      case MongoSecurityException security -> new Answer.NotAuthenticated<>(login(security));
      // Neither a server nor a pooled connection was found: nothing was sent.
      case MongoTimeoutException timeout -> new Answer.Unreachable<>(firstLine(timeout));
      case MongoSocketOpenException open -> new Answer.Unreachable<>(firstLine(open));
      case MongoServerUnavailableException paused -> new Answer.Unreachable<>(firstLine(paused));
      case MongoClientException client -> new Answer.Unreachable<>(firstLine(client));
      case MongoException other -> new Answer.Unknown<>(firstLine(other));
      case IllegalStateException late -> new Answer.Unknown<>("no answer within the deadline");
      default -> new Answer.Unknown<>(failure.getClass().getSimpleName());
    };
  }

  /** Whether connections may be busy with a command nobody waits for, or the login failed. */
  static boolean leavesConnectionInDoubt(Throwable failure) {
    boolean serverAnswered = failure instanceof MongoCommandException;
    boolean nothingSent = failure instanceof MongoTimeoutException;
    return !serverAnswered && !nothingSent;
  }

  private static <T> Answer<T> refused(MongoCommandException failure) {
    int code = failure.getErrorCode();
    String message = failure.getErrorMessage();
    boolean loginNeeded = code == UNAUTHORIZED && message.contains("requires authentication");
    if (code == AUTHENTICATION_FAILED || loginNeeded) {
      return new Answer.NotAuthenticated<>(message);
    }
    // The server waits for the new configuration after it installed it, and says so.
    boolean installed = code == NOT_YET_COMMITTED && message.contains("Reconfig finished");
    if (installed || ErrorMeaning.of(code) == ErrorMeaning.OUTCOME_UNKNOWN) {
      return new Answer.Unknown<>(code + " " + failure.getErrorCodeName() + ": " + message);
    }
    return new Answer.Refused<>(code, failure.getErrorCodeName(), message);
  }

  private static String login(MongoSecurityException failure) {
    return failure.getCause() instanceof MongoCommandException server
        ? server.getErrorMessage()
        : "the login did not succeed";
  }

  static String heartbeat(ServerDescription description) {
    Throwable failure = description.getException();
    return failure == null ? "no answer" : cause(failure);
  }

  private static String cause(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    @Nullable String message = root.getMessage();
    return message == null ? root.getClass().getSimpleName() : cut(message);
  }

  private static String firstLine(Throwable failure) {
    @Nullable String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : cut(message);
  }

  private static String cut(String message) {
    String line = message.lines().findFirst().orElse("");
    // What follows describes the client at length.
    int end = line.indexOf(". Client view of cluster state");
    return end > 0 ? line.substring(0, end) : line;
  }
}
