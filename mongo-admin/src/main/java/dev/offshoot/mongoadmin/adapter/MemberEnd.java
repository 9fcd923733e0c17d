package dev.offshoot.mongoadmin.adapter;

import dev.offshoot.mongoadmin.app.Credential;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Whom a client talks to, and as whom.
 *
 * @param address the member
 * @param credential the user
 * @param tls how to speak TLS; null for in clear
 */
record MemberEnd(MemberAddress address, Credential credential, @Nullable SSLContext tls) {}
