package dev.offshoot.certificates;

import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.GeneralName;

/** DNS names and IP addresses in a certificate. */
final class AlternativeNames {

  private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

  private AlternativeNames() {}

  static GeneralName[] of(List<String> names) {
    return names.stream().map(AlternativeNames::name).toArray(GeneralName[]::new);
  }

  private static GeneralName name(String name) {
    boolean address = name.contains(":") || IPV4.matcher(name).matches();
    return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name);
  }
}
