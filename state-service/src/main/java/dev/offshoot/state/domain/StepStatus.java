package dev.offshoot.state.domain;

/** How far one step is. */
public enum StepStatus {
  PENDING,
  RUNNING,
  DONE,
  FAILED,
  UNDONE
}
