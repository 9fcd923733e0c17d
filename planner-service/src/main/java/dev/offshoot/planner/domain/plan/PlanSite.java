package dev.offshoot.planner.domain.plan;

/**
 * One site of a topology.
 *
 * @param site its name
 * @param voters voters in it
 * @param majorityWithoutIt whether the others still have a majority
 */
public record PlanSite(String site, int voters, boolean majorityWithoutIt) {}
