package dev.offshoot.stage.app;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Leaves one call of a store unanswered: the caller cannot know whether it took effect. */
final class OneSilence {

  private final JournalStore real;
  private final int silent;
  private final boolean takesEffect;
  private int calls;

  /**
   * @param silent number of the call, from 0
   * @param takesEffect whether it takes effect all the same
   */
  OneSilence(JournalStore real, int silent, boolean takesEffect) {
    this.real = real;
    this.silent = silent;
    this.takesEffect = takesEffect;
  }

  /** The store as its callers see it. */
  JournalStore port() {
    return (JournalStore)
        Proxy.newProxyInstance(
            JournalStore.class.getClassLoader(),
            new Class<?>[] {JournalStore.class},
            (proxy, method, arguments) -> call(method, arguments));
  }

  /** Whether there were so many calls. */
  boolean happened() {
    return calls > silent;
  }

  private @Nullable Object call(Method method, Object[] arguments) throws Throwable {
    boolean unanswered = calls++ == silent;
    try {
      Object answer = unanswered && !takesEffect ? null : method.invoke(real, arguments);
      if (unanswered) {
        throw new StoreUnavailable(method.getName(), new IOException("simulated"));
      }
      return answer;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
