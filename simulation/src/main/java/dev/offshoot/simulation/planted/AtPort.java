package dev.offshoot.simulation.planted;

import dev.offshoot.agent.app.Members;
import dev.offshoot.agent.domain.ConfigurationView;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A defect at one port of one kind of process, or of all when none is named. */
record AtPort(@Nullable String process, Class<?> at, Planted.Defective defective)
    implements Planted {

  static Planted of(String process, Class<?> at, Planted.Defective defective) {
    return new AtPort(process, at, defective);
  }

  static Planted everywhere(Class<?> at, Planted.Defective defective) {
    return new AtPort(null, at, defective);
  }

  /** Whatever an agent is shown of the set's configuration, it is shown this instead. */
  static Planted atAgentsLook(UnaryOperator<ConfigurationView.Configuration> shown) {
    return of(
        "agent",
        Members.class,
        call -> {
          Object said = call.goOn();
          return said instanceof ConfigurationView.Configuration seen ? shown.apply(seen) : said;
        });
  }

  @Override
  public <T> T port(String caller, Class<T> port, T real) {
    return port == at && (process == null || process.equals(caller))
        ? Planted.wrap(caller, port, real, defective)
        : real;
  }
}
