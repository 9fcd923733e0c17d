package dev.offshoot.state.app;

import dev.offshoot.contracts.Observation;
import dev.offshoot.state.domain.SetGlance;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where deployments are kept. A replica-set id belongs to one of them. Every method throws {@code
 * StoreUnavailable} when its outcome is unknown.
 */
public interface DeploymentStore {

  /** The deployment with this name. */
  Optional<Deployment> find(String name);

  /** All of them by name. */
  List<Deployment> all();

  /**
   * Stores one, new or changed.
   *
   * @return the name of another deployment that has its replica-set id; then nothing was stored
   */
  Optional<String> save(Deployment deployment);

  /** Forgets one. */
  void remove(String name);

  /** Stores the latest observation. */
  void observed(String name, Observation observation);

  /**
   * Binds the replica-set id to the deployment, if neither is bound otherwise.
   *
   * @return the name of the deployment that has this id now; nothing when this deployment is bound
   *     to another id
   */
  Optional<String> bind(String name, String replicaSetId);

  /** What the last cheap look showed. */
  Optional<Look> lastLook(String name);

  /**
   * Stores what a cheap look showed, if nobody stored another one since.
   *
   * @return false when somebody did
   */
  boolean looked(String name, @Nullable Look before, Look now);

  /**
   * A cheap look.
   *
   * @param number counts the looks that showed a change
   * @param glance what it showed
   */
  record Look(int number, SetGlance glance) {}
}
