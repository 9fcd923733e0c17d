/**
 * Announces what can be installed, at start, on change and hourly, and registers what the settings
 * name. Never announces a file that is not there.
 */
@NullMarked
package dev.offshoot.installer.adapter.worker;

import org.jspecify.annotations.NullMarked;
