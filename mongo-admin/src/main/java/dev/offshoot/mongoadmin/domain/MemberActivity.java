package dev.offshoot.mongoadmin.domain;

import java.util.List;

/**
 * What a member is busy with, as far as it matters to a change of the set.
 *
 * @param fsyncLocked whether fsyncLock is held
 * @param indexBuilds namespaces with a running index build
 */
public record MemberActivity(boolean fsyncLocked, List<String> indexBuilds) {

  /** Copies the list. */
  public MemberActivity {
    indexBuilds = List.copyOf(indexBuilds);
  }
}
