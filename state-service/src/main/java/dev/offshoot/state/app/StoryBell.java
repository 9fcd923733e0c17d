package dev.offshoot.state.app;

/** Tells whoever listens to an expansion that there is something new. */
public interface StoryBell {

  /** Something new. */
  void ring(String expansionId);
}
