package dev.offshoot.access.adapter;

import dev.offshoot.access.domain.ApiToken;
import dev.offshoot.access.domain.ApiTokens;
import dev.offshoot.access.domain.Role;
import dev.offshoot.contracts.ContractJson;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The list of tokens as text: JSON, so that it fits into a file or any named secret. */
public final class TokenText {

  private TokenText() {}

  private record Document(@Nullable List<Line> tokens) {}

  private record Line(
      @Nullable String name,
      @Nullable String role,
      @Nullable String sha256,
      @Nullable Instant addedAt,
      @Nullable String addedBy,
      @Nullable Instant removedAt,
      @Nullable String removedBy) {}

  /**
   * Reads the list.
   *
   * @throws IllegalArgumentException when it is not one; a list that is half understood lets in
   *     nobody
   */
  public static ApiTokens read(String text) {
    List<Line> lines = ContractJson.read(text, Document.class).tokens();
    return lines == null
        ? ApiTokens.NONE
        : new ApiTokens(lines.stream().map(TokenText::token).toList());
  }

  /** Writes it; ends with a line break. */
  public static String write(ApiTokens tokens) {
    List<Line> lines = tokens.tokens().stream().map(TokenText::line).toList();
    return ContractJson.tree(new Document(lines)).toPrettyString() + "\n";
  }

  private static ApiToken token(Line line) {
    String name = given(line.name(), "name");
    String word = given(line.role(), "role");
    Role role =
        Role.of(word)
            .orElseThrow(
                () -> new IllegalArgumentException("token " + name + " has no role " + word));
    return new ApiToken(
        name,
        role,
        given(line.sha256(), "sha256"),
        new ApiToken.Change(given(line.addedAt(), "addedAt"), given(line.addedBy(), "addedBy")),
        line.removedAt() == null
            ? null
            : new ApiToken.Change(line.removedAt(), given(line.removedBy(), "removedBy")));
  }

  private static <T> T given(@Nullable T value, String field) {
    if (value == null) {
      throw new IllegalArgumentException("a token without " + field);
    }
    return value;
  }

  private static Line line(ApiToken token) {
    ApiToken.Change removed = token.removed();
    return new Line(
        token.name(),
        token.role().word(),
        token.sha256(),
        token.added().at(),
        token.added().by(),
        removed == null ? null : removed.at(),
        removed == null ? null : removed.by());
  }
}
