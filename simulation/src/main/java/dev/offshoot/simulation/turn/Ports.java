package dev.offshoot.simulation.turn;

import dev.offshoot.simulation.turn.Interruptions.Blow;
import dev.offshoot.simulation.turn.Interruptions.When;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts a point before and after every call through a port. At both the plan may interrupt it: the
 * call fails, its process dies or stands still, or something happens in the world.
 */
public final class Ports {

  private static final int LATEST_MILLIS = 20_000;
  private static final Duration AWAY = Duration.ofSeconds(5);

  private final Turns turns;
  private final Interruptions interruptions;

  /** For workers of these turns, interrupted like this. */
  public Ports(Turns turns, Interruptions interruptions) {
    this.turns = turns;
    this.interruptions = interruptions;
  }

  /** How a port says that a call failed. */
  @FunctionalInterface
  public interface Failure {

    /** An answer that means failure; it has none: the process dies instead. */
    Object DIES = new Object();

    /** Of calls within one machine: nothing but the caller's death interrupts them. */
    Failure LOCAL = (call, method, arguments) -> DIES;

    /** Answers or throws what a failed call does; {@link #DIES} when it has no such answer. */
    @Nullable Object of(String call, Method method, Object[] arguments);
  }

  /** The process that a caller talked to died meanwhile. */
  public static final class ConnectionLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConnectionLost(String call) {
      super("the connection broke at " + call);
    }
  }

  /** A port as one process calls it. */
  public <T> T of(Class<T> port, T real, SimulatedProcess process, Failure failure) {
    Handler handler = new Handler(port, real, process, failure);
    return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
  }

  /** How a call is named in plans and coverage. */
  public static String name(String process, Class<?> port, String method) {
    return process + " " + port.getSimpleName() + "." + method;
  }

  private final class Handler implements InvocationHandler {

    private final Object real;
    private final SimulatedProcess process;
    private final Failure failure;
    private final Map<Method, String> names = new HashMap<>();

    Handler(Class<?> port, Object real, SimulatedProcess process, Failure failure) {
      this.real = real;
      this.process = process;
      this.failure = failure;
      for (Method method : port.getMethods()) {
        names.put(method, name(process.kind(), port, method.getName()));
      }
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] given)
        throws Throwable {
      Object[] arguments = given == null ? new Object[0] : given;
      String call = names.get(method);
      Worker worker = turns.running();
      if (call == null || worker == null) {
        return effect(method, arguments);
      }
      String outerCall = worker.call;
      long outerSince = worker.callSince;
      worker.call = call;
      worker.callSince = turns.clock().sinceBeginning();
      try {
        return interrupted(call, method, arguments);
      } finally {
        worker.call = outerCall;
        worker.callSince = outerSince;
      }
    }

    private @Nullable Object interrupted(String call, Method method, Object[] arguments)
        throws Throwable {
      turns.point(call);
      Blow before = interruptions.at(call, When.BEFORE, process);
      if (before == Blow.COMES_LATE && failure != Failure.LOCAL) {
        Duration late = Duration.ofMillis(1 + turns.random().nextInt(LATEST_MILLIS));
        turns.after(late, () -> comesLate(call, method, arguments));
      }
      if (before == Blow.FAILS || before == Blow.COMES_LATE) {
        return failed(call, failure.of(call, method, arguments));
      }
      if (before == Blow.WORLD) {
        happens(call);
      }
      Object answered = effect(method, arguments);
      turns.point(call);
      return switch (interruptions.at(call, When.AFTER, process)) {
        case NONE -> answered;
        case FAILS, COMES_LATE -> failed(call, failure.of(call, method, arguments));
        case WORLD -> {
          happens(call);
          yield answered;
        }
      };
    }

    private @Nullable Object failed(String call, @Nullable Object answer) {
      if (answer == Failure.DIES) {
        turns.after(Duration.ZERO, () -> process.crash(AWAY));
        happens(call);
      }
      return answer;
    }

    /** The agenda comes first; whoever talked to a process that died by it hears so. */
    private void happens(String call) {
      int life = process.life();
      turns.giveWay();
      if (process.life() != life) {
        throw new ConnectionLost(call);
      }
    }

    private void comesLate(String call, Method method, Object[] arguments) {
      turns.say(call + " takes effect late");
      try {
        var unused = effect(method, arguments);
      } catch (Throwable nobodyHears) {
        turns.say(call + " came to nothing: " + nobodyHears.getMessage());
      }
    }

    private @Nullable Object effect(Method method, Object[] arguments) throws Throwable {
      try {
        return method.invoke(real, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }
}
