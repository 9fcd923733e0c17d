package dev.offshoot.access.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The named tokens, in the order in which they were made.
 *
 * @param tokens those that count and those that were removed
 */
public record ApiTokens(List<ApiToken> tokens) {

  /** No token. */
  public static final ApiTokens NONE = new ApiTokens(List.of());

  /** Keeps a copy. */
  public ApiTokens {
    tokens = List.copyOf(tokens);
  }

  /** Whose token this is, if it counts. Every token is compared, whichever is the right one. */
  public Optional<Caller> holder(String shown) {
    String hash = ApiToken.hash(shown);
    Optional<Caller> found = Optional.empty();
    for (ApiToken token : tokens) {
      if (ApiToken.same(token.sha256(), hash) && token.counts()) {
        found = Optional.of(token.caller());
      }
    }
    return found;
  }

  /** The token of this name that counts. */
  public Optional<ApiToken> named(String name) {
    return tokens.stream().filter(token -> token.counts() && token.name().equals(name)).findFirst();
  }

  /**
   * With one more.
   *
   * @throws IllegalStateException when the name belongs to a token that counts
   */
  public ApiTokens with(ApiToken token) {
    if (named(token.name()).isPresent()) {
      throw new IllegalStateException("there is a token " + token.name() + " already");
    }
    List<ApiToken> more = new ArrayList<>(tokens);
    more.add(token);
    return new ApiTokens(more);
  }

  /** Without the one of this name; it stays in the list as removed. */
  public ApiTokens without(String name, ApiToken.Change change) {
    return new ApiTokens(
        tokens.stream()
            .map(
                token ->
                    token.counts() && token.name().equals(name) ? token.without(change) : token)
            .toList());
  }
}
