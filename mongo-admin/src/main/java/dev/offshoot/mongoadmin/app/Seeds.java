package dev.offshoot.mongoadmin.app;

import dev.offshoot.mongoadmin.domain.MemberAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a connection string says.
 *
 * @param addresses where to begin
 * @param setName expected name of the set; null when not said
 * @param tls whether TLS is asked for
 * @param x509 whether X.509 login is asked for
 */
public record Seeds(
    List<MemberAddress> addresses, @Nullable String setName, boolean tls, boolean x509) {

  /** Copies the list. */
  public Seeds {
    addresses = List.copyOf(addresses);
  }
}
