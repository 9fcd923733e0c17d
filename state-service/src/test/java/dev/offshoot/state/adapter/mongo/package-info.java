/** The register of hosts against a real store. Must never assume what another test wrote. */
@NullMarked
package dev.offshoot.state.adapter.mongo;

import org.jspecify.annotations.NullMarked;
