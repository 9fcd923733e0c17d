package dev.offshoot.stage.adapter.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.stage.adapter.command.ExternalCommand.Result;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ExternalCommandIT {

  private static final Duration LONG = Duration.ofSeconds(20);

  @Test
  void getsItsInputAndVariablesAndAnswers() {
    assertThat(run(LONG, "cat; printf ' %s' \"$WHO\"").run("asked"))
        .isEqualTo(new Result.Answered("asked you"));
  }

  @Test
  void theLastLineOfItsErrorsIsTheReason() {
    assertThat(run(LONG, "echo first >&2; echo 'no such zone' >&2; echo >&2; exit 3").run(""))
        .isEqualTo(new Result.Failed("the command ended with 3: no such zone"));
  }

  @Test
  void whatDoesNotEndInTimeIsKilledWithAllThatItStarted() throws Exception {
    // When
    Result result = run(Duration.ofSeconds(1), "sleep 60 & echo $! >&2; wait").run("");

    // Then
    String reason = ((Result.Failed) result).reason();
    assertThat(reason).startsWith("the command did not end within 1 s: ");
    long child = Long.parseLong(reason.substring(reason.lastIndexOf(' ') + 1));
    ProcessHandle.of(child).ifPresent(left -> left.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    assertThat(ProcessHandle.of(child).map(ProcessHandle::isAlive)).isNotEqualTo(Optional.of(true));
  }

  @Test
  void whatCannotBeStartedIsNamed() {
    assertThat(new ExternalCommand(List.of("/no/such/program"), Map.of(), LONG).run(""))
        .isInstanceOfSatisfying(
            Result.Failed.class,
            failed -> assertThat(failed.reason()).contains("/no/such/program"));
  }

  private static ExternalCommand run(Duration deadline, String script) {
    return new ExternalCommand(List.of("/bin/sh", "-c", script), Map.of("WHO", "you"), deadline);
  }
}
