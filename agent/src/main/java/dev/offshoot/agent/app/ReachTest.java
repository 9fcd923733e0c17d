package dev.offshoot.agent.app;

import dev.offshoot.agent.app.Members.Greeting;
import dev.offshoot.agent.app.Members.KeyProof;
import dev.offshoot.agent.domain.Address;
import dev.offshoot.agent.protocol.ReachOrder;
import dev.offshoot.agent.protocol.ReachReport;
import dev.offshoot.agent.protocol.ReachReport.Finding;
import dev.offshoot.agent.protocol.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tests from a member's host, with its mongod's own key and certificate, whether a new member is
 * reached: by name, port, TLS and key. It connects and logs in, and changes nothing at either end.
 */
final class ReachTest {

  private final MongodHome home;
  private final Members members;
  private final MemberCertificate own;

  ReachTest(MongodHome home, Members members, MemberCertificate own) {
    this.home = home;
    this.members = members;
    this.own = own;
  }

  /** Whether this host has a member whose place it could take; otherwise nothing can be tested. */
  boolean isPossible() {
    return home.address() != null && !home.configuration().isEmpty();
  }

  ReachReport look(ReachOrder order) {
    List<Finding> findings =
        order.addresses().stream().map(address -> finding(order, Address.parse(address))).toList();
    return new ReachReport(order.id(), findings);
  }

  private Finding finding(ReachOrder order, Address address) {
    String wrong = wrong(order, address);
    return new Finding(address.toString(), wrong == null, wrong == null ? "" : wrong);
  }

  /** The unexpected is told too: it must not end the agent. */
  private @Nullable String wrong(ReachOrder order, Address address) {
    try {
      return look(order, address);
    } catch (RuntimeException e) {
      return "the agent came upon something unexpected: " + e;
    }
  }

  /** What is wrong; null when nothing is. */
  private @Nullable String look(ReachOrder order, Address address) {
    return switch (members.greet(address)) {
      case Greeting.Silent(String reason) -> reason;
      // A new member has no set yet; a late order may find it added.
      case Greeting.Answered(String setName)
          when !setName.isEmpty() && !setName.equals(order.setName()) ->
          "the address leads to set " + setName;
      case Greeting.Answered(String _) -> unproven(order, address);
    };
  }

  private @Nullable String unproven(ReachOrder order, Address address) {
    Secret keyfile = home.keyfile();
    String byKey =
        keyfile == null ? null : refused(members.proveKey(address, keyfile), "the set's key");
    return byKey == null && order.certificate()
        ? refused(own.prove(address), "the certificate of " + home.address())
        : byKey;
  }

  private static @Nullable String refused(KeyProof proof, String shown) {
    return switch (proof) {
      case PROVEN -> null;
      case REFUSED -> "it refuses " + shown;
      case SILENT -> "it does not answer a login with " + shown;
    };
  }
}
