package dev.offshoot.mongoadmin.adapter;

import dev.offshoot.mongoadmin.app.Credential;
import dev.offshoot.mongoadmin.app.MemberAdmin;
import dev.offshoot.mongoadmin.app.MemberAdmins;
import dev.offshoot.mongoadmin.domain.MemberAddress;

/** Conversations over the reactive driver; those with one member and user share their client. */
public final class ReactiveMemberAdmins implements MemberAdmins, AutoCloseable {

  /** With these settings; close it at the end of the service. */
  public ReactiveMemberAdmins(DriverSettings settings) {}

  @Override
  public MemberAdmin open(MemberAddress address, Credential credential) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
