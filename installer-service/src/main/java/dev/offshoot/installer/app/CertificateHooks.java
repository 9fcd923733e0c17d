package dev.offshoot.installer.app;

/** The user's own ways to certificates. Each call has a deadline. */
public interface CertificateHooks {

  /** Certificates and key that people put there for this host. */
  Made fromFiles(String host);

  /** What the user's command answers to this request (PEM). */
  Made fromCommand(String host, String request);

  /** What came of it. */
  sealed interface Made {
    /**
     * Text with certificates.
     *
     * @param pem certificates, with the key where it came from files; never shown
     */
    record Pem(String pem) implements Made {
      @Override
      public String toString() {
        return "PEM (not shown)";
      }
    }

    /** None now. */
    record None(String reason) implements Made {}
  }
}
