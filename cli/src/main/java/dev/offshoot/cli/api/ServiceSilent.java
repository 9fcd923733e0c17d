package dev.offshoot.cli.api;

import java.net.URI;

/** Nothing answered at a service's address. */
public final class ServiceSilent extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ServiceSilent(URI url, Throwable cause) {
    super("nothing answers at " + url, cause);
  }
}
