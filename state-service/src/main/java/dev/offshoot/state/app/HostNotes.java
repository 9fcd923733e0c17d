package dev.offshoot.state.app;

import dev.offshoot.contracts.BinariesInstalled;
import dev.offshoot.contracts.InstalledMember;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What was set on the new hosts, and in what they are not as MongoDB asks. */
final class HostNotes {

  private HostNotes() {}

  static Optional<String> of(BinariesInstalled installed) {
    List<String> notes =
        installed.members().stream()
            .map(InstalledMember::hostNote)
            .flatMap(Stream::ofNullable)
            .toList();
    return notes.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", notes));
  }
}
