package dev.offshoot.state.adapter.http;

import dev.offshoot.state.app.ExpansionView;
import dev.offshoot.state.app.Projection;
import dev.offshoot.state.domain.ExpansionStatus;
import dev.offshoot.state.domain.ExpansionStep;
import dev.offshoot.state.domain.StepStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far an expansion is, between two entries of its story.
 *
 * @param status where it stands
 * @param step the running step
 * @param detail one line about it
 * @param members the new members
 * @param progress bytes, while something is copied or compared
 */
public record ProgressLine(
    ExpansionStatus status,
    @Nullable String step,
    @Nullable String detail,
    List<Projection.Member> members,
    ExpansionView.@Nullable Progress progress) {

  static ProgressLine of(ExpansionView view) {
    ExpansionStep running =
        view.steps().stream()
            .filter(step -> step.status() == StepStatus.RUNNING)
            .reduce((earlier, later) -> later)
            .orElse(null);
    return new ProgressLine(
        view.status(),
        running == null ? null : running.name(),
        running == null ? null : running.detail(),
        view.members(),
        view.progress());
  }
}
