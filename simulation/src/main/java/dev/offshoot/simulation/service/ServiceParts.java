package dev.offshoot.simulation.service;

import dev.offshoot.stage.app.Bulletins;
import dev.offshoot.stage.app.Stage;
import java.time.Duration;
import java.util.List;

/**
 * What a copy of a service runs.
 *
 * @param stage its stage
 * @param bulletins who hears what needs no journal
 * @param chores what it does now and then, beside its stage
 */
record ServiceParts(Stage stage, Bulletins bulletins, List<Chore> chores) {

  /**
   * Something done regularly.
   *
   * @param name its name
   * @param every how often
   * @param work what is done
   */
  record Chore(String name, Duration every, Runnable work) {}
}
