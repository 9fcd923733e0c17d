package dev.offshoot.mongoadmin.app;

import java.util.List;
import java.util.function.Function;

/** Does the same work for several things, side by side or one after another. */
public interface Gather {

  /** Results in the order of the items; an exception of one piece of work is thrown. */
  <A, B> List<B> each(List<A> items, Function<? super A, ? extends B> work);
}
