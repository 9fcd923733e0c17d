package dev.offshoot.simulation.planted;

import dev.offshoot.stage.app.Stage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** What stands between the services and their ports in one run: nothing, or one defect. */
public interface Planted {

  /** No defect. */
  Planted NOTHING = new Planted() {};

  /** What this process calls in place of the real port. */
  default <T> T port(String process, Class<T> port, T real) {
    return real;
  }

  /** What this service runs in place of its stage. */
  default Stage stage(String service, Stage real) {
    return real;
  }

  /** One call through a port that a defect sees. */
  final class Call {

    private final String process;
    private final Object real;
    private final Method method;
    private final Object[] arguments;

    Call(String process, Object real, Method method, Object[] arguments) {
      this.process = process;
      this.real = real;
      this.method = method;
      this.arguments = arguments;
    }

    /** Name of the method. */
    String name() {
      return method.getName();
    }

    /** Kind of the process that calls. */
    String process() {
      return process;
    }

    /** Calls another method of the real port. */
    @Nullable Object other(String name, Object... others) throws Throwable {
      for (Method each : method.getDeclaringClass().getMethods()) {
        if (each.getName().equals(name)) {
          return new Call(process, real, each, others).goOn();
        }
      }
      throw new IllegalArgumentException("no method " + name);
    }

    /** An argument. */
    <A> A argument(int index, Class<A> type) {
      return type.cast(arguments[index]);
    }

    /** Whether its first argument is of this type. */
    boolean takes(Class<?> type) {
      return arguments.length > 0 && type.isInstance(arguments[0]);
    }

    /** Calls the real port, with other arguments when they are given. */
    @Nullable Object goOn(Object... others) throws Throwable {
      try {
        return method.invoke(real, others.length == 0 ? arguments : others);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }

  /** What a defect does to calls. */
  @FunctionalInterface
  interface Defective {

    /** In place of the real call. */
    @Nullable Object call(Call call) throws Throwable;
  }

  /** The port with every call given to the defect. */
  static <T> T wrap(String process, Class<T> port, T real, Defective defective) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, given) ->
                method.getDeclaringClass() == Object.class
                    ? method.invoke(real, given)
                    : defective.call(
                        new Call(process, real, method, given == null ? new Object[0] : given))));
  }
}
