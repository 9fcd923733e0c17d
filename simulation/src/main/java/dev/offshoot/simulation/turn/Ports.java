package dev.offshoot.simulation.turn;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts a point before and after every call through a port, and lets some calls fail before or after
 * they took effect.
 */
public final class Ports {

  private static final int PER_MILLE = 1_000;

  private final Turns turns;

  /** For workers of these turns. */
  public Ports(Turns turns) {
    this.turns = turns;
  }

  /** A port whose calls never fail by themselves. */
  public <T> T steady(Class<T> port, String name, T real) {
    return shaky(port, name, real, () -> 0, IllegalStateException::new);
  }

  /**
   * A port whose calls fail now and then.
   *
   * @param perMille how many of a thousand calls fail, now
   * @param failure the exception of a failed call
   */
  public <T> T shaky(
      Class<T> port,
      String name,
      T real,
      IntSupplier perMille,
      Function<String, RuntimeException> failure) {
    Shaky handler = new Shaky(real, name, perMille, failure);
    return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
  }

  private final class Shaky implements InvocationHandler {

    private final Object real;
    private final String name;
    private final IntSupplier perMille;
    private final Function<String, RuntimeException> failure;

    Shaky(
        Object real,
        String name,
        IntSupplier perMille,
        Function<String, RuntimeException> failure) {
      this.real = real;
      this.name = name;
      this.perMille = perMille;
      this.failure = failure;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable {
      String call = name + "." + method.getName();
      if (method.getDeclaringClass() == Object.class) {
        return method.invoke(real, arguments);
      }
      turns.point(call);
      fail(call, "before");
      try {
        Object answer = method.invoke(real, arguments);
        turns.point(call);
        fail(call, "after");
        return answer;
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }

    private void fail(String call, String when) {
      if (turns.random().nextInt(PER_MILLE) < perMille.getAsInt()) {
        turns.say(call + " fails " + when + " it took effect");
        throw failure.apply(call);
      }
    }
  }
}
