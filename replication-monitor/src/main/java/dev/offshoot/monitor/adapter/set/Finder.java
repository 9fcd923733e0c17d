package dev.offshoot.monitor.adapter.set;

import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.BsonFields;
import dev.offshoot.mongoadmin.domain.HelloView;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the writable primary: the one found last if it still is, otherwise everybody is asked. Of
 * two that call themselves primary the one with the newer election is taken; the older one cannot
 * commit a configuration.
 */
public final class Finder {

  private final List<MemberAddress> seeds;
  private volatile @Nullable MemberAddress last;

  /** Beginning with the members of a connection string. */
  public Finder(List<MemberAddress> seeds) {
    this.seeds = List.copyOf(seeds);
  }

  private record Claim(MemberAddress address, HelloView hello) {}

  /**
   * The primary now.
   *
   * @param known members to ask beside the seeds
   * @param hello how to ask
   */
  public Optional<MemberAddress> primary(
      List<MemberAddress> known, Function<MemberAddress, Answer<HelloView>> hello) {
    MemberAddress before = last;
    if (before != null
        && hello.apply(before).answer().filter(HelloView::isWritablePrimary).isPresent()) {
      return Optional.of(before);
    }
    SequencedSet<MemberAddress> all = new LinkedHashSet<>(known);
    all.addAll(seeds);
    List<Claim> claims = new ArrayList<>();
    for (Optional<Claim> claim :
        Conversations.sideBySide(
            List.copyOf(all),
            address ->
                hello
                    .apply(address)
                    .answer()
                    .filter(HelloView::isWritablePrimary)
                    .map(said -> new Claim(address, said)))) {
      claim.ifPresent(claims::add);
    }
    Optional<MemberAddress> found =
        claims.stream()
            .max(Comparator.comparing(claim -> election(claim.hello())))
            .map(Claim::address);
    last = found.orElse(null);
    return found;
  }

  /** electionId grows with every election; its hexadecimal form orders as it does. */
  private static String election(HelloView hello) {
    var id = hello.raw().get("electionId");
    return id != null && id.isObjectId()
        ? id.asObjectId().getValue().toHexString()
        : Long.toString(BsonFields.number(hello.raw(), "setVersion", 0));
  }
}
