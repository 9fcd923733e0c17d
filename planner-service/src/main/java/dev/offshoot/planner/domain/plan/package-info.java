/**
 * The values a plan and a refusal are made of; component names are the contract's. Decides nothing
 * and must never depend on how a plan is found.
 */
@NullMarked
package dev.offshoot.planner.domain.plan;

import org.jspecify.annotations.NullMarked;
