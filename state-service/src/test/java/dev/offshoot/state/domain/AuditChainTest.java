package dev.offshoot.state.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditChainTest {

  @Test
  void entriesAsTheyWereWrittenFollowOneOnTheOther() {
    List<AuditChain.Link> links = chain("a", "b", "c");

    assertThat(verdict(links)).isEqualTo(new AuditChain.Verdict(3, links.get(2).hash(), null));
    assertThat(verdict(List.of())).isEqualTo(new AuditChain.Verdict(0, AuditChain.START, null));
  }

  @Test
  void whatWasChangedLeftOutOrExchangedShows() {
    List<AuditChain.Link> changed = chain("a", "b", "c");
    changed.set(1, new AuditChain.Link(2, "B", changed.get(1).hash()));
    List<AuditChain.Link> leftOut = chain("a", "b", "c");
    leftOut.remove(1);
    List<AuditChain.Link> rehashed = chain("a", "b", "c");
    rehashed.set(1, new AuditChain.Link(2, "B", AuditChain.hash(rehashed.get(0).hash(), 2, "B")));

    assertThat(verdict(changed).broken()).isEqualTo(2);
    assertThat(verdict(leftOut).broken()).isEqualTo(2);
    assertThat(verdict(rehashed).broken()).as("the entry behind it").isEqualTo(3);
  }

  @Test
  void aCutOffEndOrAChainMadeAnewHasAnotherLastHash() {
    List<AuditChain.Link> kept = chain("a", "b", "c");

    assertThat(verdict(kept.subList(0, 2)).hash()).isNotEqualTo(verdict(kept).hash());
    assertThat(verdict(chain("a", "B", "c")).hash()).isNotEqualTo(verdict(kept).hash());
  }

  private static AuditChain.Verdict verdict(List<AuditChain.Link> links) {
    AuditChain chain = new AuditChain();
    links.forEach(chain::next);
    return chain.verdict();
  }

  private static List<AuditChain.Link> chain(String... texts) {
    List<AuditChain.Link> links = new ArrayList<>();
    String last = AuditChain.START;
    for (String text : texts) {
      last = AuditChain.hash(last, links.size() + 1L, text);
      links.add(new AuditChain.Link(links.size() + 1L, text, last));
    }
    return links;
  }
}
