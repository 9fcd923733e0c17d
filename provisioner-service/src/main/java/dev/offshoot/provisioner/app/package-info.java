/**
 * Has hosts made, found and released through the port of a provider. Must never release a host
 * before what runs on it was said to be removed.
 */
@NullMarked
package dev.offshoot.provisioner.app;

import org.jspecify.annotations.NullMarked;
