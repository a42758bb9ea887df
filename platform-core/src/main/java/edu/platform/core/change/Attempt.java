package edu.platform.core.change;

import edu.platform.core.PlatformException;
import edu.platform.core.RefusedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What an attempt at a change has said about its end; each attempt begins anew. */
final class Attempt {

  private static final System.Logger LOG = System.getLogger(Attempt.class.getName());

  private final List<Runnable> steps = new ArrayList<>();
  private final Map<String, Supplier<RefusedException>> refusals = new HashMap<>();

  void begin() {
    steps.clear();
    refusals.clear();
  }

  void add(Runnable step) {
    steps.add(step);
  }

  void refuse(String constraint, Supplier<RefusedException> refusal) {
    refusals.put(constraint, refusal);
  }

  /** What a violated constraint means to the caller, if the work said so; else the fault. */
  RuntimeException refusal(PlatformException fault) {
    Supplier<RefusedException> refusal = fault.constraint().map(refusals::get).orElse(null);
    if (refusal == null) {
      return fault;
    }
    // Nothing was written: there is nothing to tell others.
    begin();
    return refusal.get();
  }

  /** The write is done: a step that fails is logged and changes nothing about that. */
  void tellOthers() {
    for (Runnable step : steps) {
      try {
        step.run();
      } catch (RuntimeException failure) {
        LOG.log(System.Logger.Level.WARNING, "a step after a commit failed", failure);
      }
    }
  }
}
