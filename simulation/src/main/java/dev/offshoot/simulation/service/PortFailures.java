package dev.offshoot.simulation.service;

import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.monitor.app.ReplicaSet;
import dev.offshoot.monitor.domain.MemberReading;
import dev.offshoot.provisioner.domain.Found;
import dev.offshoot.provisioner.domain.Released;
import dev.offshoot.provisioner.domain.Requested;
import dev.offshoot.simulation.turn.Ports.Failure;
import dev.offshoot.stage.app.BrokerUnavailable;
import dev.offshoot.stage.app.StoreUnavailable;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How calls through each kind of port fail. */
@SuppressWarnings("DoNotCallSuggester") // They are called as failures of ports.
public final class PortFailures {

  private PortFailures() {}

  /** The store did not answer in time. */
  static @Nullable Object store(String call, Method method, Object[] arguments) {
    throw new StoreUnavailable(call, new IOException("simulated"));
  }

  /** The broker did not acknowledge in time. */
  static @Nullable Object broker(String call, Method method, Object[] arguments) {
    throw new BrokerUnavailable(call, new IOException("simulated"));
  }

  /** A telemetry that is lost. */
  static @Nullable Object lost(String call, Method method, Object[] arguments) {
    return null;
  }

  /** A provider that cannot tell. */
  static @Nullable Object provider(String call, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "request" -> new Requested.NotYet("no answer");
      case "find" -> new Found.Unknown("no answer");
      case "release" -> new Released.NotYet("no answer");
      default -> Failure.DIES;
    };
  }

  /** A connection to a member that breaks. */
  static @Nullable Object set(String call, Method method, Object[] arguments) {
    Class<?> answer = method.getReturnType();
    if (answer == Answer.class) {
      return broken();
    }
    if (answer == ReplicaSet.BothSides.class) {
      return new ReplicaSet.BothSides<>(broken(), broken());
    }
    if (answer == List.class && arguments[0] instanceof List<?> members) {
      List<MemberReading> readings = new ArrayList<>();
      for (Object member : members) {
        readings.add(new MemberReading((MemberAddress) member, broken(), broken(), broken()));
      }
      return readings;
    }
    return answer == void.class ? null : Failure.DIES;
  }

  private static <T> Answer<T> broken() {
    return new Answer.Unknown<>("the connection broke");
  }
}
