/** Short direct conversations with single mongods. Never changes anything on one of them. */
@NullMarked
package dev.offshoot.agent.adapter.mongo;

import org.jspecify.annotations.NullMarked;
