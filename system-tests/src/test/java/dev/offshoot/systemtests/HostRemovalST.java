package dev.offshoot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.contracts.EventType;
import dev.offshoot.testbed.DirectAdmin;
import dev.offshoot.testbed.Elections;
import dev.offshoot.testbed.TestReplicaSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A host is given back once a person took its member out of the set, and not before. */
@ExtendWith(SharedOffshoot.class)
class HostRemovalST {
  private static final String NAME = "returned";

  private final RunningOffshoot offshoot;

  HostRemovalST(RunningOffshoot offshoot) {
    this.offshoot = offshoot;
  }

  @Test
  void aHostIsGivenBackWhenAPersonTookItsMemberOut() {
    // Given
    try (TestReplicaSet set = TestReplicaSet.builder().name(NAME).start()) {
      Registration.of(offshoot, NAME, set);
      String id =
          offshoot.expand(
              """
              {"deployment": "returned", "approval": "automatic", "member": {"votes": 0}}
              """);
      Expansion over = offshoot.await(id, Duration.ofMinutes(2), "COMPLETED");
      var added = over.plan().path("toAdd").path(0);
      String host = added.path("host").path("requestId").asText();
      String address = added.path("address").asText();
      Aftermath aftermath = new Aftermath(offshoot);
      Facts.of(offshoot, id).first(EventType.EXPANSION_CLOSED);

      // When
      var refused = offshoot.commandLine().run("host", "remove", host);

      // Then
      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.err()).contains(host, address);
      assertThat(aftermath.mongods(host)).hasSize(1);

      // When
      Elections elections = set.elections();
      takeOut(set, address);
      Document configuration = set.configuration();
      offshoot.commandLine().run("host", "remove", host).orFail();

      // Then
      aftermath.isNothingOf(host);
      assertThat(set.configuration()).isEqualTo(configuration);
      assertThat(set.elections()).isEqualTo(elections);
      assertThat(offshoot.commandLine().run("host", "list").orFail()).doesNotContain(host);
      assertThat(offshoot.expansion(id).status()).isEqualTo("COMPLETED");
    }
  }

  static void takeOut(TestReplicaSet set, String address) {
    Document configuration = set.configuration();
    List<Document> members = new ArrayList<>(configuration.getList("members", Document.class));
    assertThat(members.removeIf(member -> address.equals(member.getString("host")))).isTrue();
    configuration.put("members", members);
    configuration.put("version", Math.toIntExact(Configurations.version(configuration) + 1));
    try (DirectAdmin admin = set.admin(set.primary())) {
      assertThat(admin.run(new Document("replSetReconfig", configuration)).get("ok"))
          .isEqualTo(1.0);
    }
  }
}
