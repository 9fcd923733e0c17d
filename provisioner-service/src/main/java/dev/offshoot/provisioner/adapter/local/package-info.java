/**
 * Hosts as folders and sessions of processes of this machine. Must never end a process or delete a
 * folder that it did not record as its own.
 */
@NullMarked
package dev.offshoot.provisioner.adapter.local;

import org.jspecify.annotations.NullMarked;
