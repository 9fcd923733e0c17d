/**
 * Artifacts and the agent image as files, named by checksum. Never offers a file whose checksum it
 * has not computed itself.
 */
@NullMarked
package dev.offshoot.installer.adapter.file;

import org.jspecify.annotations.NullMarked;
