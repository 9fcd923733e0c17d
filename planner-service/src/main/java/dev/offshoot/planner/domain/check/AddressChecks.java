package dev.offshoot.planner.domain.check;

import dev.offshoot.planner.domain.RefusalCode;
import dev.offshoot.planner.domain.design.Address;
import dev.offshoot.planner.domain.design.AddressTemplate;
import dev.offshoot.planner.domain.design.Draft;
import dev.offshoot.planner.domain.design.HostChoice;
import dev.offshoot.planner.domain.design.NewMember;
import dev.offshoot.planner.domain.design.ReplicaSet;
import dev.offshoot.planner.domain.offered.OfferedProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Can members and the new host reach each other by the addresses they would have? */
final class AddressChecks implements Check {

  @Override
  public List<RefusalCode> decides() {
    return List.of(
        RefusalCode.LOCALHOST_MEMBERS,
        RefusalCode.PROVIDER_NOT_REACHABLE,
        RefusalCode.ADDRESS_REQUIRED,
        RefusalCode.ADDRESS_IS_IP,
        RefusalCode.ADDRESS_IN_USE);
  }

  @Override
  public List<Finding> examine(Draft draft) {
    List<Finding> findings = new ArrayList<>();
    OfferedProvider provider = draft.host().provider();
    if (provider == null || hasNoMachine(draft)) {
      return findings;
    }
    boolean loopback = draft.set().loopback();
    if (loopback && !HostChoice.onThisMachine(provider) && !areLoopback(draft.members())) {
      findings.add(
          Finding.refused(
              RefusalCode.LOCALHOST_MEMBERS,
              "all members have loopback addresses, and hosts of provider "
                  + provider.name()
                  + " are elsewhere",
              "Give the members names that other hosts resolve, or use a provider on this"
                  + " machine."));
      return findings;
    }
    List<Address> planned = new ArrayList<>();
    for (NewMember member : draft.members()) {
      Optional<Address> known = Optional.ofNullable(member.address()).flatMap(Address::parse);
      if (known.isEmpty()) {
        findings.add(required(draft, provider, member));
      }
      known.ifPresent(address -> address(draft, provider, address, findings));
      known.filter(planned::contains).ifPresent(address -> findings.add(twice(address)));
      known.ifPresent(planned::add);
    }
    fromTemplate(draft, provider, findings);
    findings.add(
        Finding.later(
            "new host",
            "resolves and reaches every member, keyfile included: tested after installation, before"
                + " any change to the set"));
    return findings;
  }

  /** Without a machine there is no address to say anything about. */
  private static boolean hasNoMachine(Draft draft) {
    return draft.host().ofPool() && draft.host().machines().size() < draft.members().size();
  }

  /** A machine of the pool may be this one, at a loopback address of its own. */
  private static boolean areLoopback(List<NewMember> members) {
    return members.stream()
        .map(NewMember::address)
        .allMatch(
            address ->
                address != null && Address.parse(address).map(Address::loopback).orElse(false));
  }

  private static void fromTemplate(Draft draft, OfferedProvider provider, List<Finding> findings) {
    boolean used = draft.host().address() == null && !draft.host().ofPool();
    AddressTemplate.of(draft.input().deployment(), provider)
        .filter(ignored -> used)
        .ifPresent(
            template ->
                findings.add(
                    Finding.ok("address", "by the deployment's template " + template.text())));
  }

  private static Finding required(Draft draft, OfferedProvider provider, NewMember member) {
    return AddressTemplate.of(draft.input().deployment(), provider)
        .map(template -> unfilled(template, member))
        .orElseGet(() -> required(provider));
  }

  private static Finding unfilled(AddressTemplate template, NewMember member) {
    return Finding.refused(
        RefusalCode.ADDRESS_REQUIRED,
        "the address template of deployment "
            + template.deployment()
            + " gives "
            + template.fill(member.memberId(), member.hostRequestId(), member.site())
            + " for the new member _id "
            + member.memberId()
            + ", which is no HOST:PORT",
        "Name the site with --site where the template needs it, or give --address HOST:PORT.");
  }

  private static Finding twice(Address address) {
    return Finding.refused(
        RefusalCode.ADDRESS_IN_USE,
        address.text(),
        address.text() + " would be the address of two new members",
        "Add them one at a time, or register the deployment with an address template that tells"
            + " members apart.");
  }

  private static Finding required(OfferedProvider provider) {
    return Finding.refused(
        RefusalCode.ADDRESS_REQUIRED,
        "hosts of provider " + provider.name() + " have no name that members could use by default",
        "Give the name members will reach the new one by: --address HOST:PORT, or register the"
            + " deployment with an --address-template.");
  }

  private static void address(
      Draft draft, OfferedProvider provider, Address address, List<Finding> findings) {
    ReplicaSet set = draft.set();
    if (set.loopback() && !address.loopback()) {
      findings.add(
          Finding.refused(
              RefusalCode.LOCALHOST_MEMBERS,
              "members have loopback addresses, and "
                  + address.text()
                  + " is none: the server does not mix them",
              "Leave the address out, or give the members real names first."));
    } else if (!set.loopback() && address.loopback()) {
      findings.add(
          Finding.refused(
              RefusalCode.PROVIDER_NOT_REACHABLE,
              "members are on other machines and cannot reach "
                  + address.text()
                  + ", where provider "
                  + provider.name()
                  + " would make the host",
              "Use another provider, or give an --address of this machine that members resolve."));
    } else if (address.ip() && !address.loopback()) {
      findings.add(
          Finding.refused(
              RefusalCode.ADDRESS_IS_IP,
              address.text(),
              "the new member's address " + address.text() + " is an IP address",
              "Give a DNS name, which can move with the member; or accept it (ADDRESS_IS_IP)."));
    }
    if (set.addresses().contains(address)) {
      findings.add(
          Finding.refused(
              RefusalCode.ADDRESS_IN_USE,
              address.text(),
              address.text() + " is the address of a member already",
              "Give another --address; where it came from the deployment's address template, one"
                  + " such as {memberNumber} (_id + 1) or {hostId} may count as the set's names do."));
    }
  }
}
