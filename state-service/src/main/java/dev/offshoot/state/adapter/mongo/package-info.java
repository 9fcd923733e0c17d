/**
 * Keeps deployments, expansions, hosts and the audit in the service's own database. Must never
 * decide more than which write comes first.
 */
@NullMarked
package dev.offshoot.state.adapter.mongo;

import org.jspecify.annotations.NullMarked;
