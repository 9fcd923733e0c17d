package dev.offshoot.state.app;

import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.DeploymentReference;
import dev.offshoot.contracts.ExpansionRequest;
import org.jspecify.annotations.Nullable;

/**
 * What opens the journal of an expansion: an ExpansionRequested event of our own that also holds
 * the deployment as it was at that moment.
 *
 * @param request what is asked for, after the deployment's own rules were applied
 * @param deployment the deployment; absent when it is not registered
 * @param requestedBy who asked
 * @param refusal why nothing will be done, when it was refused at the door
 * @param eventId id of the foreign event that asked; absent for a call
 */
public record Opening(
    ExpansionRequest request,
    @Nullable DeploymentReference deployment,
    String requestedBy,
    @Nullable Cause refusal,
    @Nullable String eventId) {}
