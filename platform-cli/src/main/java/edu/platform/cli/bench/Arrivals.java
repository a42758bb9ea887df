package edu.platform.cli.bench;

import java.util.List;
import java.util.SplittableRandom;

/**
 * The schedule of the open model: when each request is due, whatever became of those before it.
 *
 * <p>Arrivals are counted along the stages: the request at count {@code c} is due when the expected
 * number of requests reaches {@code c}. Constant arrivals take the counts 0, 1, 2…; those of a
 * Poisson process lie exponentially distributed gaps apart. Several loops share a run: loop {@code
 * k} of {@code n} takes every n-th constant count from k, or Poisson gaps n times as long.
 */
final class Arrivals {
  private static final double NANOS_PER_SECOND = 1e9;

  private final List<Stage> stages;
  private final SplittableRandom random; // null for constant arrivals
  private final int loops;

  private double count;
  private int stage;
  private double stageBeginCount;
  private long stageBeginNanos;

  private Arrivals(List<Stage> stages, SplittableRandom random, int loop, int loops) {
    this.stages = List.copyOf(stages);
    this.random = random;
    this.loops = loops;
    this.count = random == null ? loop : gap();
  }

  static Arrivals constant(List<Stage> stages, int loop, int loops) {
    return new Arrivals(stages, null, loop, loops);
  }

  static Arrivals poisson(List<Stage> stages, int loops, SplittableRandom random) {
    return new Arrivals(stages, random, 0, loops);
  }

  /**
   * Return when the next request is due.
   *
   * @return nanoseconds since the start of the run, {@code Long.MAX_VALUE} after the last stage
   */
  long next() {
    while (stage < stages.size()) {
      Stage current = stages.get(stage);
      double stageEndCount =
          stageBeginCount + current.rate() * (current.duration().toNanos() / NANOS_PER_SECOND);
      if (count < stageEndCount) {
        long due =
            stageBeginNanos
                + Math.round((count - stageBeginCount) * NANOS_PER_SECOND / current.rate());
        count += random == null ? loops : gap();
        return due;
      }
      stageBeginCount = stageEndCount;
      stageBeginNanos += current.duration().toNanos();
      stage++;
    }
    return Long.MAX_VALUE;
  }

  private double gap() {
    return -Math.log(1 - random.nextDouble()) * loops;
  }
}
