package edu.platform.cli.bench;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * Requests begin by a schedule, on the connection that has been free longest. The warm-up begins
 * with one request at a time, which shows how fast the server is without any load.
 */
final class OpenPacing implements Pacing {
  /** So that answers are read between the requests of a burst. */
  private static final int MOST_AT_ONCE = 64;

  private static final long LONGEST_ALONE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final EventLoop loop;
  private final Arrivals arrivals;
  private final int connections;
  private final long aloneUntilNanos;
  private final ArrayDeque<Connection> free = new ArrayDeque<>();
  private int opened;
  private long dueNanos;
  private long crowdedUntilNanos = -1;

  OpenPacing(EventLoop loop, Arrivals arrivals, int connections, long warmupNanos) {
    this.loop = loop;
    this.arrivals = arrivals;
    this.connections = connections;
    aloneUntilNanos = Math.min(warmupNanos / 4, LONGEST_ALONE_NANOS);
    dueNanos = arrivals.next();
    while (dueNanos < aloneUntilNanos) {
      dueNanos = arrivals.next();
    }
  }

  @Override
  public long beginDue(long nowNanos) {
    long endNanos = loop.endNanos();
    if (nowNanos < aloneUntilNanos) {
      beginAlone(nowNanos);
      return aloneUntilNanos;
    }
    int begun = 0;
    while (dueNanos <= nowNanos && dueNanos < endNanos && begun++ < MOST_AT_ONCE) {
      Connection connection = freeConnection();
      if (connection == null) {
        crowdedUntilNanos = nowNanos;
        if (nowNanos >= endNanos) {
          giveUp(nowNanos, endNanos);
        }
        return Long.MAX_VALUE;
      }
      Connection.Start start =
          dueNanos <= crowdedUntilNanos ? Connection.Start.CROWDED : Connection.Start.FREE;
      loop.begin(connection, dueNanos, start, loop.clock());
      dueNanos = arrivals.next();
    }
    return dueNanos < endNanos ? dueNanos : Long.MAX_VALUE;
  }

  private void beginAlone(long nowNanos) {
    if (free.size() == opened && nowNanos < loop.endNanos()) {
      loop.begin(freeConnection(), nowNanos, Connection.Start.ALONE, nowNanos);
    }
  }

  private Connection freeConnection() {
    Connection connection = free.poll();
    if (connection == null && opened < connections) {
      opened++;
      connection = loop.newConnection();
    }
    return connection;
  }

  private void giveUp(long nowNanos, long endNanos) {
    while (dueNanos < endNanos) {
      loop.unsent(dueNanos, nowNanos);
      dueNanos = arrivals.next();
    }
  }

  @Override
  public void ended(Connection connection, long nowNanos, boolean well) {
    free.add(connection);
  }

  @Override
  public boolean hasBacklog() {
    return dueNanos < loop.endNanos();
  }

  @Override
  public boolean isPrecise() {
    return true;
  }
}
