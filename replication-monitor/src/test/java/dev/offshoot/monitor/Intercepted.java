package dev.offshoot.monitor;

import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.monitor.app.ReplicaSet;
import dev.offshoot.monitor.app.ReplicaSets;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;

/** Stands between the stage and a real set. */
public final class Intercepted {

  /** A question to the set, which the interceptor asks or not. */
  @FunctionalInterface
  public interface Question {

    /** Asks the real set. */
    Object ask() throws Throwable;
  }

  /** What a test does with a question. */
  @FunctionalInterface
  public interface Interceptor {

    /**
     * @param name name of the port's method
     * @param arguments its arguments
     * @param question asks the real set
     */
    Object on(String name, List<Object> arguments, Question question) throws Throwable;
  }

  private Intercepted() {}

  /** The real sets, every question to one of them going through the interceptor. */
  public static ReplicaSets sets(ReplicaSets real, Interceptor interceptor) {
    return new ReplicaSets() {
      @Override
      public ReplicaSet open(String expansionId, DeploymentReference deployment) {
        return set(real.open(expansionId, deployment), interceptor);
      }

      @Override
      public void done(String expansionId) {
        real.done(expansionId);
      }
    };
  }

  private static ReplicaSet set(ReplicaSet real, Interceptor interceptor) {
    return (ReplicaSet)
        Proxy.newProxyInstance(
            Intercepted.class.getClassLoader(),
            new Class<?>[] {ReplicaSet.class},
            (proxy, method, arguments) ->
                interceptor.on(
                    method.getName(),
                    List.of(arguments),
                    () -> {
                      try {
                        return method.invoke(real, arguments);
                      } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                      }
                    }));
  }
}
