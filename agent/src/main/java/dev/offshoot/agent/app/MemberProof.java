package dev.offshoot.agent.app;

import dev.offshoot.agent.app.Members.Greeting;
import dev.offshoot.agent.app.Members.KeyProof;
import dev.offshoot.agent.domain.Address;
import dev.offshoot.agent.protocol.Goal.RunMongod;
import dev.offshoot.agent.protocol.Secret;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Proves before the member is added that this host reaches every configured member and holds the
 * set's key: afterwards a wrong key or a closed port would only show as a member that stays DOWN.
 */
final class MemberProof {

  private final Members members;
  private final MemberCertificate own;

  MemberProof(Members members, MemberCertificate own) {
    this.members = members;
    this.own = own;
  }

  /** What is not proven; null when all is. */
  @Nullable Outcome look(RunMongod goal) {
    for (String text : goal.members()) {
      Outcome unreached = reach(goal, Address.parse(text));
      if (unreached != null) {
        return unreached;
      }
    }
    Outcome unproven = goal.keyfile() == null ? null : proveKey(goal, goal.keyfile());
    boolean certificate = goal.tls() != null && goal.tls().provesByCertificate();
    return unproven != null || !certificate
        ? unproven
        : proveToOne(
            goal,
            own::prove,
            member ->
                Outcome.impossible(
                    "MEMBER_CERTIFICATE_REFUSED",
                    "the member "
                        + member
                        + " does not take the certificate of "
                        + goal.address()
                        + " for a member's",
                    "see that its O, OU and DC are those of the members' own certificates"));
  }

  private @Nullable Outcome reach(RunMongod goal, Address member) {
    return switch (members.greet(member)) {
      case Greeting.Silent(String reason) ->
          Outcome.trying(
              "HOST_UNREACHABLE",
              "from the host of "
                  + goal.address()
                  + " the member "
                  + member
                  + " is not reached: "
                  + reason,
              "open name resolution and TCP from the host of " + goal.address() + " to " + member);
      case Greeting.Answered(String setName) when !setName.equals(goal.setName()) ->
          Outcome.trying(
              "HOST_UNREACHABLE",
              "from the host of "
                  + goal.address()
                  + " the address "
                  + member
                  + " leads to "
                  + (setName.isEmpty() ? "a mongod without a set" : "set " + setName)
                  + " instead of "
                  + goal.setName(),
              "correct the name resolution on the host of " + goal.address());
      case Greeting.Answered(String _) -> null;
    };
  }

  private @Nullable Outcome proveKey(RunMongod goal, Secret keyfile) {
    return proveToOne(
        goal,
        member -> members.proveKey(member, keyfile),
        member ->
            Outcome.impossible(
                "KEYFILE_MISMATCH",
                "the member "
                    + member
                    + " refuses the keyfile given to the host of "
                    + goal.address(),
                "set the secret to the content of the set's own keyfile"));
  }

  private static @Nullable Outcome proveToOne(
      RunMongod goal, Function<Address, KeyProof> proof, Function<Address, Outcome> refused) {
    for (String text : goal.members()) {
      Address member = Address.parse(text);
      KeyProof proven = proof.apply(member);
      if (proven == KeyProof.PROVEN) {
        return null;
      }
      if (proven == KeyProof.REFUSED) {
        return refused.apply(member);
      }
    }
    return goal.members().isEmpty()
        ? null
        : Outcome.trying(
            "HOST_UNREACHABLE",
            "from the host of " + goal.address() + " no member answers a login",
            "see that the members are up");
  }
}
