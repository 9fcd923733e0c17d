package dev.offshoot.planner.domain.check;

import dev.offshoot.planner.domain.RefusalCode;
import dev.offshoot.planner.domain.design.Address;
import dev.offshoot.planner.domain.design.Draft;
import dev.offshoot.planner.domain.design.NewMember;
import dev.offshoot.planner.domain.observed.ObservedMember;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Does the new member have an address in each split horizon of the others, and in no other? The
 * server takes a configuration only when all members have the same horizon names, and each address
 * once. It tells horizons apart by the host a client names in its TLS handshake, so a member's
 * hosts must differ among themselves and be names (mongod, SplitHorizon).
 */
final class HorizonChecks implements Check {

  @Override
  public List<RefusalCode> decides() {
    return List.of(RefusalCode.HORIZONS_REQUIRED, RefusalCode.HORIZONS_MISMATCH);
  }

  @Override
  public List<Finding> examine(Draft draft) {
    List<Finding> findings = new ArrayList<>();
    Optional<ObservedMember> model =
        draft.set().members().stream().filter(ObservedMember::horizons).findFirst();
    List<String> names =
        model.map(m -> m.horizonAddresses().keySet().stream().sorted().toList()).orElse(List.of());
    if (model.isPresent() && names.isEmpty()) {
      findings.add(untold(model.get()));
      return findings;
    }
    if (draft.members().size() > 1 && !draft.members().getFirst().horizons().isEmpty()) {
      findings.add(shared(draft.members()));
      return findings;
    }
    for (NewMember member : draft.members()) {
      required(member, names, draft.members().size(), findings);
      unknown(member, names, findings);
      for (Map.Entry<String, String> horizon : member.horizons().entrySet()) {
        address(draft, member, horizon, findings);
      }
    }
    if (findings.isEmpty() && !names.isEmpty()) {
      findings.add(Finding.ok("split horizons", "an address in each: " + listed(names)));
    }
    return findings;
  }

  private static Finding untold(ObservedMember member) {
    return Finding.refused(
        RefusalCode.HORIZONS_REQUIRED,
        member.address(),
        member.address() + " has split horizons, and their names were not observed",
        "Observe the deployment again, then plan again.");
  }

  private static Finding shared(List<NewMember> members) {
    NewMember first = members.getFirst();
    return mismatch(
        first,
        "the addresses in split horizons "
            + listed(List.copyOf(first.horizons().values()))
            + " cannot serve "
            + members.size()
            + " new members",
        "Add them one at a time, each with its own --horizon.");
  }

  private static void required(
      NewMember member, List<String> names, int added, List<Finding> findings) {
    List<String> missing =
        names.stream().filter(name -> !member.horizons().containsKey(name)).toList();
    if (missing.isEmpty()) {
      return;
    }
    findings.add(
        Finding.refused(
            RefusalCode.HORIZONS_REQUIRED,
            member.addressText(),
            "members have the split horizons "
                + listed(names)
                + ", and the new member _id "
                + member.memberId()
                + " has no address in "
                + listed(missing),
            "Give one in each"
                + (added > 1 ? ", adding one member at a time" : "")
                + ": "
                + missing.stream()
                    .map(name -> "--horizon " + name + "=HOST:PORT")
                    .collect(Collectors.joining(" "))
                + "."));
  }

  private static void unknown(NewMember member, List<String> names, List<Finding> findings) {
    List<String> others =
        member.horizons().keySet().stream().filter(name -> !names.contains(name)).toList();
    if (!others.isEmpty()) {
      findings.add(
          mismatch(
              member,
              "the request gives an address in the split horizon "
                  + listed(others)
                  + ", and members have "
                  + (names.isEmpty() ? "no split horizons" : "only " + listed(names)),
              "Leave --horizon "
                  + listed(others)
                  + " out, or give all members that horizon first, by hand."));
    }
  }

  private static void address(
      Draft draft, NewMember member, Map.Entry<String, String> horizon, List<Finding> findings) {
    String what = "the address in horizon " + horizon.getKey() + ", " + horizon.getValue() + ", ";
    Optional<Address> parsed = Address.parse(horizon.getValue());
    if (parsed.isEmpty() || parsed.get().ip()) {
      findings.add(
          mismatch(
              member,
              what + "has no name: clients choose a horizon by the name they call",
              "Write it as --horizon " + horizon.getKey() + "=HOST:PORT, HOST being a DNS name."));
    } else if (hostsBeside(member, horizon.getKey()).anyMatch(parsed.get().host()::equals)) {
      findings.add(
          mismatch(
              member,
              what + "has the host of another address of the new member",
              "Give each horizon a host name of its own."));
    } else if (taken(draft).anyMatch(parsed.get().text()::equals)) {
      findings.add(
          mismatch(
              member, what + "is one of a member already", "Give --horizon another HOST:PORT."));
    }
  }

  /** Hosts of the member's other addresses, its own included. */
  private static Stream<String> hostsBeside(NewMember member, String horizon) {
    Stream<String> others =
        member.horizons().entrySet().stream()
            .filter(each -> !each.getKey().equals(horizon))
            .map(Map.Entry::getValue);
    return Stream.concat(Stream.ofNullable(member.address()), others)
        .flatMap(text -> Address.parse(text).stream())
        .map(Address::host);
  }

  private static Stream<String> taken(Draft draft) {
    return draft.set().members().stream()
        .flatMap(
            member ->
                Stream.concat(
                    Stream.of(member.address()), member.horizonAddresses().values().stream()));
  }

  private static Finding mismatch(NewMember member, String detail, String remedy) {
    return Finding.refused(RefusalCode.HORIZONS_MISMATCH, member.addressText(), detail, remedy);
  }

  private static String listed(List<String> names) {
    return String.join(", ", names);
  }
}
