package dev.offshoot.simulation.property;

import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What must hold of everything that is published: each fact once, and always the same bytes. */
public final class FactProperties {

  private static final Set<EventType> ONCE =
      EnumSet.of(
          EventType.STATE_OBSERVED,
          EventType.PLAN_CREATED,
          EventType.PLAN_REJECTED,
          EventType.RESOURCE_PROVISIONED,
          EventType.BINARIES_INSTALLED,
          EventType.SYNC_COMPLETED,
          EventType.MEMBER_REMOVED,
          EventType.BINARIES_REMOVED,
          EventType.RESOURCE_RELEASED,
          EventType.EXPANSION_CLOSED);

  private static final String SECRET = "the secret ";

  private final Violations violations;
  private final TreeMap<String, String> bytes = new TreeMap<>();
  private final TreeMap<String, String> ids = new TreeMap<>();
  private boolean removed;
  private boolean forged;

  /** Reports here. */
  public FactProperties(Violations violations) {
    this.violations = violations;
  }

  /** Whether it was said that every member is out. */
  public boolean removed() {
    return removed;
  }

  /** Whether somebody said so who had no right to: who may produce is the broker's to decide. */
  public boolean forged() {
    return forged;
  }

  /** Something was published. */
  public void published(EventEnvelope event) {
    String name = event.type().eventName();
    String text = event.data().toString();
    if (text.contains(SECRET)) {
      violations.add("no secret in any event", name + " " + event.id());
    }
    if (!event.source().startsWith("/offshoot/")) {
      forged |= event.type() == EventType.MEMBER_REMOVED;
      return;
    }
    removed |= event.type() == EventType.MEMBER_REMOVED;
    @Nullable String before = bytes.put(event.id(), text);
    if (before != null && !before.equals(text)) {
      violations.add("a fact is always the same", name + " " + event.id() + " changed");
    }
    if (!ONCE.contains(event.type())) {
      return;
    }
    String key = event.expansionId() + "/" + name;
    @Nullable String other = ids.put(key, event.id());
    if (other != null && !other.equals(event.id())) {
      violations.add("each fact is one per expansion", name + ": " + other + ", " + event.id());
    }
    boolean completed = ids.containsKey(event.expansionId() + "/SyncCompleted");
    if (completed && ids.containsKey(event.expansionId() + "/MemberRemoved")) {
      violations.add("the abort or the completion wins, never both", key);
    }
  }
}
