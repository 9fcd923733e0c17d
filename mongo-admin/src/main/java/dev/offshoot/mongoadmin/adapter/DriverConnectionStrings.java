package dev.offshoot.mongoadmin.adapter;

import com.mongodb.AuthenticationMechanism;
import com.mongodb.ConnectionString;
import com.mongodb.MongoCredential;
import com.mongodb.MongoException;
import dev.offshoot.mongoadmin.app.ConnectionStrings;
import dev.offshoot.mongoadmin.app.Seeds;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Connection strings as the driver reads them. */
public final class DriverConnectionStrings implements ConnectionStrings {

  @Override
  public Reading read(String connectionString) {
    ConnectionString parsed;
    try {
      parsed = new ConnectionString(connectionString);
    } catch (IllegalArgumentException | MongoException invalid) {
      // The driver's message may repeat the text, and with it a password.
      return new Reading.Invalid(
          "not a MongoDB connection string, or its name could not be resolved");
    }
    List<MemberAddress> addresses = new ArrayList<>();
    for (String host : parsed.getHosts()) {
      Optional<MemberAddress> address = MemberAddress.find(host);
      if (address.isEmpty()) {
        return new Reading.Invalid("not a host of a connection string: " + host);
      }
      addresses.add(address.get());
    }
    return new Reading.Valid(
        new Seeds(
            addresses,
            parsed.getRequiredReplicaSetName(),
            Boolean.TRUE.equals(parsed.getSslEnabled()),
            x509(parsed)));
  }

  private static boolean x509(ConnectionString parsed) {
    MongoCredential credential = parsed.getCredential();
    return credential != null
        && credential.getAuthenticationMechanism() == AuthenticationMechanism.MONGODB_X509;
  }
}
