package dev.offshoot.planner.domain.check;

import dev.offshoot.planner.domain.RefusalCode;
import dev.offshoot.planner.domain.design.Address;
import dev.offshoot.planner.domain.design.Draft;
import dev.offshoot.planner.domain.design.HostChoice;
import dev.offshoot.planner.domain.design.NewMember;
import dev.offshoot.planner.domain.design.ReplicaSet;
import dev.offshoot.planner.domain.offered.OfferedProvider;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    if (provider == null || hasNoMachine(draft.host())) {
      return findings;
    }
    boolean loopback = draft.set().loopback();
    if (loopback && !HostChoice.onThisMachine(provider) && !isLoopback(draft.host().address())) {
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
    for (NewMember member : draft.members()) {
      String text = member.address();
      if (text == null) {
        findings.add(required(provider));
      } else {
        Address.parse(text).ifPresent(address -> address(draft, provider, address, findings));
      }
    }
    findings.add(
        Finding.later(
            "new host",
            "resolves and reaches every member, keyfile included: tested after installation, before"
                + " any change to the set"));
    return findings;
  }

  /** Without a machine there is no address to say anything about. */
  private static boolean hasNoMachine(HostChoice host) {
    return HostChoice.POOL.equals(host.providerName()) && host.shape() == null;
  }

  /** A machine of the pool may be this one, at a loopback address of its own. */
  private static boolean isLoopback(@Nullable String address) {
    return address != null && Address.parse(address).map(Address::loopback).orElse(false);
  }

  private static Finding required(OfferedProvider provider) {
    return Finding.refused(
        RefusalCode.ADDRESS_REQUIRED,
        "hosts of provider " + provider.name() + " have no name that members could use by default",
        "Give the name members will reach the new one by: --address HOST:PORT.");
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
              "Give another --address."));
    }
  }
}
