package dev.offshoot.provisioner.app;

import dev.offshoot.contracts.OfferedProvider;
import dev.offshoot.provisioner.domain.CreateCall;
import dev.offshoot.provisioner.domain.Found;
import dev.offshoot.provisioner.domain.Host;
import dev.offshoot.provisioner.domain.HostRequest;
import dev.offshoot.provisioner.domain.Released;
import dev.offshoot.provisioner.domain.Requested;
import java.time.Duration;
import java.util.List;

/**
 * Who makes hosts. Every call ends within {@link #DEADLINE}. What a provider does not know it never
 * removes.
 */
public interface HostProvider {

  /** The longest any call takes. */
  Duration DEADLINE = Duration.ofSeconds(30);

  /** Its name in requests and catalogues. */
  String name();

  /** What it can make, measured now. */
  OfferedProvider offer();

  /** Makes the host, or finds the one this id already has. Never two hosts for one id. */
  Requested request(HostRequest request);

  /** The host of this id. */
  Found find(String id);

  /** Every host it holds. */
  List<Host> list();

  /**
   * Takes the host away; nothing there is done. A create call that may be open is resolved first.
   * Once {@link Released.Gone} was answered, a request with this id is refused for ever, so a
   * create call of a worker that was frozen makes nothing.
   */
  Released release(String id, CreateCall call);
}
