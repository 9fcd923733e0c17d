package dev.offshoot.mongoadmin.adapter;

import dev.offshoot.certificates.Identity;
import dev.offshoot.certificates.Pem;
import dev.offshoot.mongoadmin.app.Transport;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Makes the JDK's TLS of a transport: who is trusted, and what is shown. */
final class TlsContexts {

  private static final char[] NO_PASSWORD = {};

  private TlsContexts() {}

  static SSLContext of(Transport transport) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(shown(transport.identity()), trusted(transport.authorities()), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this JDK cannot do TLS with these certificates", e);
    }
  }

  private static TrustManager @Nullable [] trusted(@Nullable String authorities)
      throws GeneralSecurityException, IOException {
    if (authorities == null) {
      return null;
    }
    KeyStore store = empty();
    int number = 0;
    for (X509Certificate each : Pem.certificates(authorities)) {
      store.setCertificateEntry("authority-" + number++, each);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyManager @Nullable [] shown(@Nullable String identity)
      throws GeneralSecurityException, IOException {
    if (identity == null) {
      return null;
    }
    Identity own = Identity.read(identity);
    List<X509Certificate> chain = own.certificates();
    KeyStore store = empty();
    store.setKeyEntry("own", own.key(), NO_PASSWORD, chain.toArray(new X509Certificate[0]));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }
}
