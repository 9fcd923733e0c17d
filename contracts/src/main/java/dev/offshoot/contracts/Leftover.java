package dev.offshoot.contracts;

import org.jspecify.annotations.Nullable;

/**
 * Something a provider holds that belongs to nothing living, or whose host is gone. Nobody removes
 * it because of this: a person looks, and may ask for it.
 *
 * @param provider who holds it
 * @param kind HOST, VOLUME or NETWORK_INTERFACE
 * @param reference the provider's own name of it, such as vol-0123456789abcdef0
 * @param hostRequestId the host request it was made for; absent when it does not say
 * @param address HOST:PORT it was made for; absent when it does not say
 * @param state how it is, in the provider's word; may be empty
 * @param standing RELEASED (a journal says it was given back), HOST_GONE (a journal counts on it,
 *     but no host with its id runs) or UNKNOWN (no journal asked for it)
 * @param expansionId the expansion that made it, or gave it back; absent when it is unknown
 * @param detail the same as a sentence
 */
public record Leftover(
    String provider,
    String kind,
    String reference,
    @Nullable String hostRequestId,
    @Nullable String address,
    String state,
    String standing,
    @Nullable String expansionId,
    String detail) {}
