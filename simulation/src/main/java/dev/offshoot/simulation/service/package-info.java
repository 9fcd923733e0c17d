/**
 * The real stages of all services, two copies of each, over simulated ports. Never replaces a
 * decision of theirs.
 */
@NullMarked
package dev.offshoot.simulation.service;

import org.jspecify.annotations.NullMarked;
