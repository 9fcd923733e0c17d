/** What is left at providers although nothing living needs it. */
@NullMarked
package dev.offshoot.provisioner.domain.leftover;

import org.jspecify.annotations.NullMarked;
