package dev.offshoot.planner.domain.check;

import dev.offshoot.planner.domain.design.Address;
import dev.offshoot.planner.domain.observed.ObservedMember;
import java.util.List;
import java.util.Objects;

/**
 * What the request accepts by name: CODE, or CODE:member with the member's address, host or _id.
 *
 * @param accepted as written in the request
 * @param members the set's members
 */
public record Acceptance(List<String> accepted, List<ObservedMember> members) {

  /** Whether this refusal is accepted, and may be. */
  public boolean covers(Finding.Refused refused) {
    return refused.acceptable() && accepted.stream().anyMatch(text -> names(text, refused));
  }

  static String codeOf(String text) {
    int colon = text.indexOf(':');
    return colon < 0 ? text : text.substring(0, colon);
  }

  private boolean names(String text, Finding.Refused refused) {
    if (!codeOf(text).equals(refused.code().name())) {
      return false;
    }
    int colon = text.indexOf(':');
    return colon < 0 || isMember(text.substring(colon + 1), refused);
  }

  private boolean isMember(String name, Finding.Refused refused) {
    String address = refused.member();
    if (address == null) {
      return false;
    }
    boolean host = Address.parse(address).map(a -> a.host().equals(name)).orElse(false);
    boolean onlyOneThere =
        members.stream().filter(m -> m.address().startsWith(name + ":")).count() < 2;
    boolean id =
        members.stream()
            .anyMatch(m -> Objects.equals(m.address(), address) && name.equals("" + m.id()));
    return address.equals(name) || (host && onlyOneThere) || id;
  }
}
