package dev.offshoot.contracts;

/**
 * A stage cannot go on safely without a person; it keeps looking and holds everything as it is.
 *
 * @param expansionId UUID of the expansion
 * @param deployment name of the deployment
 * @param cause what a person must decide
 * @param resolved true when the stage goes on again
 */
public record AttentionRequested(
    String expansionId, String deployment, Cause cause, boolean resolved) {}
