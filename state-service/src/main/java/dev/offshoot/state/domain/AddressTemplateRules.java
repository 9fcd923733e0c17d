package dev.offshoot.state.domain;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a template can give every new member an address of its own: HOST or HOST:PORT in
 * which {@code {memberId}} stands for the member's _id, {@code {memberNumber}} for its _id plus
 * one, {@code {hostId}} for the first eight digits of its host's id, {@code {deployment}} and
 * {@code {site}} for their names.
 */
public final class AddressTemplateRules {

  /** What to do about a template that cannot be used. */
  public static final String REMEDY =
      "Write it like db{memberId}.orders.example.com:27017: a name of its own for each member, by"
          + " {memberId} (its _id), {memberNumber} (its _id + 1) or {hostId}; {deployment} and"
          + " {site} may stand beside.";

  private static final List<String> TELLING = List.of("memberId", "memberNumber", "hostId");
  private static final List<String> OTHERS = List.of("deployment", "site");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,252}(?::(\\d{1,5}))?");
  private static final int LAST_PORT = 65_535;

  private AddressTemplateRules() {}

  /** Why it cannot be used, as half a sentence; empty when it can. */
  public static Optional<String> wrongWith(String template) {
    List<String> names =
        PLACEHOLDER.matcher(template).results().map(found -> found.group(1)).toList();
    Optional<String> unknown =
        names.stream().filter(n -> !TELLING.contains(n) && !OTHERS.contains(n)).findFirst();
    if (unknown.isPresent()) {
      return Optional.of("{" + unknown.get() + "} is no placeholder");
    }
    Matcher address = FORM.matcher(PLACEHOLDER.matcher(template).replaceAll("1"));
    if (!address.matches() || !isPort(address.group(1))) {
      return Optional.of("it is neither HOST nor HOST:PORT");
    }
    String host = template.split(":", 2)[0];
    return TELLING.stream().noneMatch(name -> host.contains("{" + name + "}"))
        ? Optional.of("nothing in its name tells two members apart")
        : Optional.empty();
  }

  private static boolean isPort(@Nullable String text) {
    return text == null || (Integer.parseInt(text) > 0 && Integer.parseInt(text) <= LAST_PORT);
  }
}
