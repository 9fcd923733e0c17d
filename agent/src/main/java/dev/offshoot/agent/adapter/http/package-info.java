/**
 * Requests to installer-service over one connection with TLS at both ends. Never writes the token
 * or a goal's secret anywhere but where it is asked to.
 */
@NullMarked
package dev.offshoot.agent.adapter.http;

import org.jspecify.annotations.NullMarked;
