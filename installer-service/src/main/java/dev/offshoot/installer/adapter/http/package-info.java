/**
 * HTTP for agents (signed) and for people (bearer token). Never answers with a secret but in the
 * goal of its own enrolled agent.
 */
@NullMarked
package dev.offshoot.installer.adapter.http;

import org.jspecify.annotations.NullMarked;
