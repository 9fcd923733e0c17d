package dev.offshoot.systemtests;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives every test class the same running Offshoot; ends it after the last one. */
final class SharedOffshoot implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SharedOffshoot.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == RunningOffshoot.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(
            RunningOffshoot.class, key -> RunningOffshoot.start(), RunningOffshoot.class);
  }
}
