/** Resolves named secrets from the environment, files or a command. Must never log or keep one. */
@NullMarked
package dev.offshoot.stage.adapter.secret;

import org.jspecify.annotations.NullMarked;
