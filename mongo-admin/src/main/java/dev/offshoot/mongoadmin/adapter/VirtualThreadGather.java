package dev.offshoot.mongoadmin.adapter;

import dev.offshoot.mongoadmin.app.Gather;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Does the work side by side, each piece on a virtual thread of its own. */
public final class VirtualThreadGather implements Gather {

  @Override
  public <A, B> List<B> each(List<A> items, Function<? super A, ? extends B> work) {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<B>> running = new ArrayList<>();
      for (A item : items) {
        running.add(executor.submit(() -> work.apply(item)));
      }
      List<B> results = new ArrayList<>();
      for (Future<B> future : running) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while members were asked", stopped);
    } catch (ExecutionException failed) {
      throw new IllegalStateException("asking a member failed", failed.getCause());
    }
  }
}
