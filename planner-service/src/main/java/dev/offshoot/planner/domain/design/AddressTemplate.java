package dev.offshoot.planner.domain.design;

import dev.offshoot.planner.domain.offered.OfferedProvider;
import dev.offshoot.planner.domain.requested.DeploymentReference;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The address of a new member as its deployment's template says. Only for hosts elsewhere: those of
 * this machine share its names, and get ports of their own.
 *
 * @param deployment name of the deployment
 * @param text HOST or HOST:PORT with placeholders
 */
public record AddressTemplate(String deployment, String text) {

  private static final int DIGITS = 8;

  /** The template that names hosts of this provider; empty where none does. */
  public static Optional<AddressTemplate> of(
      DeploymentReference deployment, OfferedProvider provider) {
    String text = deployment.addressTemplate();
    return text == null || HostChoice.onThisMachine(provider)
        ? Optional.empty()
        : Optional.of(new AddressTemplate(deployment.name(), text));
  }

  /**
   * With everything filled in that is known; what is not stays a placeholder, and so no address.
   *
   * @param memberId _id of the member
   * @param hostRequestId UUID of its host
   * @param site where the host stands
   */
  public String fill(int memberId, String hostRequestId, @Nullable String site) {
    String filled =
        text.replace("{memberId}", Integer.toString(memberId))
            .replace("{memberNumber}", Integer.toString(memberId + 1))
            .replace("{hostId}", hostRequestId.substring(0, DIGITS))
            .replace("{deployment}", deployment);
    return site == null ? filled : filled.replace("{site}", site);
  }
}
