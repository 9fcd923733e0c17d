package dev.offshoot.access.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offshoot.access.domain.ApiToken;
import dev.offshoot.access.domain.ApiTokens;
import dev.offshoot.access.domain.Caller;
import dev.offshoot.access.domain.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DoorkeeperTest {

  private static final ApiToken.Change AT =
      new ApiToken.Change(Instant.parse("2026-01-01T00:00:00Z"), "root");
  private static final ApiTokens TOKENS =
      ApiTokens.NONE.with(new ApiToken("ci", Role.LOOK, ApiToken.hash("seeing"), AT, null));

  private final List<String> trouble = new ArrayList<>();

  @Test
  void theTokenSaysWhoCalls() {
    Doorkeeper doorkeeper = doorkeeper(() -> "own\n", () -> TokenText.write(TOKENS));

    assertThat(doorkeeper.admit("Bearer own")).contains(new Caller("api-token", Role.APPROVE));
    assertThat(doorkeeper.admit("bearer  seeing ")).contains(new Caller("ci", Role.LOOK));
    for (String wrong : new String[] {"own", "Bearer", "Bearer ", "Basic own", "Bearer other"}) {
      assertThat(doorkeeper.admit(wrong)).as(wrong).isEmpty();
    }
    assertThat(doorkeeper.admit(null)).isEmpty();
    assertThat(trouble).isEmpty();
  }

  @Test
  void whatCannotBeReadLetsInNobodyAndRepeatsNothingOfIt() {
    Doorkeeper doorkeeper =
        doorkeeper(
            () -> {
              throw new IllegalStateException("gone");
            },
            () -> "{\"tokens\": [{\"name\": \"ci\", \"role\": \"root\"}]}");

    assertThat(doorkeeper.admit("Bearer seeing")).isEmpty();
    assertThat(doorkeeper.admit("Bearer ")).isEmpty();
    assertThat(trouble).hasSize(2).noneMatch(line -> line.contains("root"));
  }

  @Test
  void anEmptyTokenIsNoToken() {
    assertThat(doorkeeper(() -> "", () -> "").admit("Bearer ")).isEmpty();
  }

  @Test
  void manyStrangersCauseOneReading() {
    AtomicInteger readings = new AtomicInteger();
    Doorkeeper doorkeeper =
        doorkeeper(
            () -> "own",
            () -> {
              readings.incrementAndGet();
              return TokenText.write(TOKENS);
            });
    long start = System.nanoTime();
    for (int call = 0; call < 1000; call++) {
      assertThat(doorkeeper.admit("Bearer stranger")).isEmpty();
    }

    long atMost = 1 + (System.nanoTime() - start) / 200_000_000L + 1;
    assertThat((long) readings.get()).isBetween(1L, atMost);
  }

  @Test
  void theListSurvivesItsText() {
    ApiTokens removed = TOKENS.without("ci", AT).with(TOKENS.tokens().getFirst());

    assertThat(TokenText.read(TokenText.write(removed))).isEqualTo(removed);
    assertThatThrownBy(() -> TokenText.read("{")).isInstanceOf(IllegalArgumentException.class);
  }

  private Doorkeeper doorkeeper(Supplier<String> own, Supplier<String> named) {
    return new Doorkeeper(
        new Doorkeeper.Sources(
            () -> Optional.of(own.get()),
            () -> Optional.of(named.get()),
            token -> Optional.empty(),
            trouble::add));
  }
}
