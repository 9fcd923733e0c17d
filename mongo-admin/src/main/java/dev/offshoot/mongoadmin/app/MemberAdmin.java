package dev.offshoot.mongoadmin.app;

import dev.offshoot.mongoadmin.domain.MemberAddress;

/**
 * A direct conversation with one member. No command is ever repeated by itself; every call has a
 * deadline and answers with a value, also when it fails.
 */
public interface MemberAdmin extends MemberLooks, MemberChanges, MemberData, AutoCloseable {

  /** Who is talked to. */
  MemberAddress address();

  /** Gives the connections back. */
  @Override
  void close();
}
