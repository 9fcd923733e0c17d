package dev.offshoot.planner.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Defensive copies that keep their order; what is missing in a lenient reading becomes empty. */
public final class Ordered {

  private Ordered() {}

  /** An unmodifiable copy; empty for null. */
  public static <T> List<T> list(@Nullable List<T> values) {
    return values == null ? List.of() : List.copyOf(values);
  }

  /** An unmodifiable copy in the same order; empty for null. */
  public static <K, V> Map<K, V> map(@Nullable Map<K, V> values) {
    return values == null
        ? Collections.emptyMap()
        : Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
