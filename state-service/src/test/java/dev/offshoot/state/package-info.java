/** Boots the service as it is shipped. Must never use a part of it from inside. */
@NullMarked
package dev.offshoot.state;

import org.jspecify.annotations.NullMarked;
