package dev.offshoot.simulation.broker;

import dev.offshoot.contracts.EventEnvelope;
import dev.offshoot.contracts.EventType;
import dev.offshoot.simulation.turn.Turns;
import dev.offshoot.stage.app.BrokerUnavailable;
import dev.offshoot.stage.app.EventBroker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One log per topic, and a place in it per service and topic. A record becomes visible to each
 * service late, each topic on its own, so that topics overtake each other; a service's place
 * sometimes goes back, as after a rebalance; and a log may lose its tail.
 */
public final class SimulatedBroker implements EventBroker {

  private static final int USUAL_DELAY_MILLIS = 40;
  private static final int LONG_DELAY_MILLIS = 8_000;
  private static final long LONGEST_POLL_MILLIS = 600_000;

  private final Turns turns;
  private final Map<EventType, List<EventEnvelope>> logs = new EnumMap<>(EventType.class);
  private final Map<EventType, List<EventEnvelope>> history = new EnumMap<>(EventType.class);
  private final TreeMap<String, Map<EventType, Place>> places = new TreeMap<>();
  private final Mood mood;
  private final List<Consumer<EventEnvelope>> hearing = new ArrayList<>();
  private long downUntil;

  /**
   * How it behaves.
   *
   * @param late per cent of records that come late
   * @param again per cent of acknowledgements after which earlier records come again
   */
  public record Mood(int late, int again) {}

  /** With these habits. */
  public SimulatedBroker(Turns turns, Mood mood) {
    this.turns = turns;
    this.mood = mood;
  }

  private static final class Place {
    int next;
    boolean taken;
    long visibleFrom;
    int decidedFor = -1;
  }

  /** A record given to one copy of a service. */
  public record Delivery(String service, EventType topic, int offset, EventEnvelope event) {}

  /** Hears of each publication. */
  public void onPublish(Consumer<EventEnvelope> hears) {
    hearing.add(hears);
  }

  /** A service hears these topics. */
  public void subscribe(String service, List<EventType> topics) {
    Map<EventType, Place> own = new EnumMap<>(EventType.class);
    topics.forEach(topic -> own.put(topic, new Place()));
    places.put(service, own);
  }

  /** Takes nothing for this long. */
  public void down(Duration duration) {
    downUntil = Math.max(downUntil, turns.clock().sinceBeginning() + duration.toMillis());
  }

  @Override
  public void publish(EventEnvelope event) {
    if (turns.clock().sinceBeginning() < downUntil) {
      throw new BrokerUnavailable("the broker is away", new IOException("simulated"));
    }
    log(event.type()).add(event);
    published(event.type()).add(event);
    if (event.type() != EventType.SYNC_PROGRESSED) {
      turns.say("publishes " + event.type().eventName() + " " + event.id());
    }
    hearing.forEach(hears -> hears.accept(event));
  }

  /** The last records of a log are gone, acknowledged or not. */
  public void loseTail(EventType topic, int records) {
    List<EventEnvelope> log = log(topic);
    int left = Math.max(0, log.size() - records);
    turns.say("the broker loses " + (log.size() - left) + " records of " + topic.eventName());
    log.subList(left, log.size()).clear();
    for (Map<EventType, Place> own : places.values()) {
      Place place = own.get(topic);
      if (place != null && place.next > left) {
        place.next = left;
        place.decidedFor = -1;
      }
    }
  }

  private List<EventEnvelope> log(EventType topic) {
    return logs.computeIfAbsent(topic, unused -> new ArrayList<>());
  }

  /** Everything ever published on a topic, repetitions and lost records included. */
  public List<EventEnvelope> published(EventType topic) {
    return history.computeIfAbsent(topic, unused -> new ArrayList<>());
  }

  /** The next record for a copy of this service, from a topic chosen by the seed. */
  public Optional<Delivery> poll(String service) {
    List<Delivery> ready = new ArrayList<>();
    long now = turns.clock().sinceBeginning();
    for (Map.Entry<EventType, Place> entry : places(service).entrySet()) {
      Place place = entry.getValue();
      List<EventEnvelope> log = log(entry.getKey());
      if (!place.taken && place.next < log.size() && visibleFrom(place) <= now) {
        ready.add(new Delivery(service, entry.getKey(), place.next, log.get(place.next)));
      }
    }
    if (ready.isEmpty()) {
      return Optional.empty();
    }
    Delivery chosen = ready.get(turns.random().nextInt(ready.size()));
    place(chosen).taken = true;
    return Optional.of(chosen);
  }

  /** How long until the next record for this service becomes visible, as far as can be told. */
  public Duration nextVisible(String service) {
    long soonest = turns.clock().sinceBeginning() + LONGEST_POLL_MILLIS;
    for (Map.Entry<EventType, Place> entry : places(service).entrySet()) {
      Place place = entry.getValue();
      if (!place.taken && place.next < log(entry.getKey()).size()) {
        soonest = Math.min(soonest, visibleFrom(place));
      }
    }
    return Duration.ofMillis(Math.max(0, soonest - turns.clock().sinceBeginning()));
  }

  private long visibleFrom(Place place) {
    if (place.decidedFor != place.next) {
      place.decidedFor = place.next;
      boolean late = turns.random().nextInt(100) < mood.late();
      int millis = turns.random().nextInt(late ? LONG_DELAY_MILLIS : USUAL_DELAY_MILLIS);
      place.visibleFrom = turns.clock().sinceBeginning() + millis;
    }
    return place.visibleFrom;
  }

  /** The record was worked off. */
  public void acknowledge(Delivery delivery) {
    Place place = place(delivery);
    place.taken = false;
    List<EventEnvelope> log = log(delivery.topic());
    boolean there =
        delivery.offset() < log.size() && log.get(delivery.offset()).equals(delivery.event());
    place.next = there ? delivery.offset() + 1 : Math.min(place.next, log.size());
    if (turns.random().nextInt(100) < mood.again()) {
      place.next = Math.max(0, place.next - 1 - turns.random().nextInt(3));
      turns.say(
          delivery.service()
              + " gets "
              + delivery.topic().eventName()
              + " again from "
              + place.next);
    }
  }

  /** The copy that had it died: another one gets it. */
  public void giveBack(@Nullable Delivery delivery) {
    if (delivery != null) {
      place(delivery).taken = false;
    }
  }

  private Place place(Delivery delivery) {
    Place place = places(delivery.service()).get(delivery.topic());
    if (place == null) {
      throw new IllegalStateException(delivery.service() + " does not hear " + delivery.topic());
    }
    return place;
  }

  private Map<EventType, Place> places(String service) {
    Map<EventType, Place> own = places.get(service);
    if (own == null) {
      throw new IllegalStateException(service + " hears nothing");
    }
    return own;
  }
}
