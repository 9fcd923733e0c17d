package dev.offshoot.monitor.adapter.set;

import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A syncing member knows no users until they are cloned, and every failed login costs it a new
 * connection and a line in its log: after one it is left alone for a moment.
 */
final class QuietTimes {

  private static final Duration QUIET = Duration.ofSeconds(1);

  private record Refusal(long at, String message) {}

  private final Map<MemberAddress, Refusal> refused = new ConcurrentHashMap<>();

  <T> Answer<T> unlessQuiet(MemberAddress member, Supplier<Answer<T>> question) {
    Refusal before = refused.get(member);
    if (before != null && System.nanoTime() - before.at() < QUIET.toNanos()) {
      return new Answer.NotAuthenticated<>(before.message());
    }
    Answer<T> answer = question.get();
    if (answer instanceof Answer.NotAuthenticated<T>(String message)) {
      refused.put(member, new Refusal(System.nanoTime(), message));
    } else {
      refused.remove(member);
    }
    return answer;
  }
}
