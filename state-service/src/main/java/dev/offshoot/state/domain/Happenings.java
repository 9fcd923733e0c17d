package dev.offshoot.state.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one expansion, in the order this service learnt of it. Topics are not ordered
 * among each other, so most questions are only whether something happened at all.
 *
 * @param list oldest first
 */
record Happenings(List<Happening> list) {

  Happenings {
    list = List.copyOf(list);
  }

  Optional<Happening> first(Happening.Kind... kinds) {
    List<Happening.Kind> wanted = List.of(kinds);
    return list.stream().filter(h -> wanted.contains(h.kind())).findFirst();
  }

  Optional<Happening> last(Happening.Kind... kinds) {
    List<Happening.Kind> wanted = List.of(kinds);
    return list.reversed().stream().filter(h -> wanted.contains(h.kind())).findFirst();
  }

  boolean has(Happening.Kind... kinds) {
    return first(kinds).isPresent();
  }

  @Nullable Instant at(Happening.Kind... kinds) {
    return first(kinds).map(Happening::at).orElse(null);
  }
}
