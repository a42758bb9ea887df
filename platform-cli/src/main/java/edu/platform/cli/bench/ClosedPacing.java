package edu.platform.cli.bench;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/** Each user goes on after its answer and its pause. */
final class ClosedPacing implements Pacing {
  /** After a failure, so that a server that is gone is not asked in a tight loop. */
  private static final long PAUSE_AFTER_FAILURE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final EventLoop loop;
  private final ThinkTime think;
  private final PriorityQueue<Connection> pausing;

  ClosedPacing(EventLoop loop, ThinkTime think, int users) {
    this.loop = loop;
    this.think = think;
    pausing = new PriorityQueue<>(users, Comparator.comparingLong(user -> user.resumeNanos));
    for (int i = 0; i < users; i++) {
      Connection user = loop.newConnection();
      // Anywhere in a pause, so that users who start together don't stay together.
      user.resumeNanos = think.isNone() ? 0 : user.random.nextLong(think.max().toNanos());
      pausing.add(user);
    }
  }

  @Override
  public long beginDue(long nowNanos) {
    if (nowNanos >= loop.endNanos()) {
      return Long.MAX_VALUE;
    }
    Connection user = pausing.peek();
    while (user != null && user.resumeNanos <= nowNanos) {
      pausing.poll();
      loop.begin(user, user.resumeNanos, Connection.Start.FREE, loop.clock());
      user = pausing.peek();
    }
    return user == null ? Long.MAX_VALUE : user.resumeNanos;
  }

  @Override
  public void ended(Connection user, long nowNanos, boolean well) {
    long pause = user.user.thinksBeforeNext() && !think.isNone() ? think.draw(user.random) : 0;
    if (!well) {
      pause = Math.max(pause, PAUSE_AFTER_FAILURE_NANOS);
    }
    if (pause == 0 && nowNanos < loop.endNanos()) {
      loop.begin(user, nowNanos, Connection.Start.FREE, nowNanos);
    } else {
      user.resumeNanos = nowNanos + pause;
      pausing.add(user);
    }
  }

  @Override
  public boolean hasBacklog() {
    return false;
  }

  @Override
  public boolean isPrecise() {
    return false;
  }
}
