package edu.platform.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.BindException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One thread with a selector that drives its share of the connections: begins requests when they
 * are due, reads and checks answers, gives up what takes too long. A request on an open connection
 * allocates nothing.
 *
 * <p>Times are nanoseconds since the start of the run.
 */
final class EventLoop implements Runnable {
  /** A thread that parks wakes up to this late; the rest of the way to a request is polled. */
  private static final long POLLED_NANOS = TimeUnit.MICROSECONDS.toNanos(150);

  /** A poll that took longer was a thread without a CPU. */
  private static final long LONGEST_POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(10);

  private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long LONGEST_SELECT_MILLIS = 100;
  private static final int BUFFER_BYTES = 64 * 1024;

  /** How long a run that is stopped waits for the answers under way. */
  private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final LoadPlan plan;
  private final boolean open;
  private final long originNanoTime;
  private final long measureFromNanos;
  private final SplittableRandom seeds;
  private final Selector selector;
  private final Waker waker;
  private final Pacing pacing;
  private final Consumer<SelectionKey> whenReady = this::ready;
  private final List<Connection> connections = new ArrayList<>();
  private final DeadlineQueue connecting;
  private final DeadlineQueue waiting;
  private final Request request = new Request();
  private final ByteBuffer in = ByteBuffer.wrap(new byte[BUFFER_BYTES]);

  private Recording recording;
  private int inFlight;
  private boolean measuring;
  private boolean measured;
  private long cpuNanos;
  private long polledNanos;

  // Shared with the thread that runs the whole.
  private final Object handover = new Object();
  private volatile Recording offered;
  private Recording handedOver;
  private boolean finished;
  private volatile long endNanos;
  private volatile boolean stopped;
  private volatile String ownLimit = "";

  /**
   * Make a loop.
   *
   * @param index of this loop among {@code plan.threads()}
   * @param originNanoTime {@link System#nanoTime()} at the start of the run
   */
  EventLoop(LoadPlan plan, int index, long originNanoTime) throws IOException {
    this.plan = plan;
    this.open = plan.isOpen();
    this.originNanoTime = originNanoTime;
    measureFromNanos = plan.warmup().toNanos();
    endNanos = measureFromNanos + plan.duration().toNanos();
    seeds = new SplittableRandom(plan.seed() * 31 + index);
    selector = Selector.open();
    waker = new Waker(selector, "bench-waker-" + index);
    connecting = new DeadlineQueue(plan.connectTimeout().toNanos());
    waiting = new DeadlineQueue(plan.timeout().toNanos());
    recording = newRecording();
    int loops = plan.threads();
    int share = (plan.connections() + loops - 1 - index) / loops;
    pacing =
        switch (plan.model()) {
          case LoadModel.Closed(ThinkTime think) -> new ClosedPacing(this, think, share);
          case LoadModel.Open model ->
              new OpenPacing(this, arrivals(model, index, loops), share, measureFromNanos);
        };
  }

  private Arrivals arrivals(LoadModel.Open model, int index, int loops) {
    List<Stage> stages = new ArrayList<>(model.stages());
    if (!plan.warmup().isZero()) {
      stages.addFirst(new Stage(plan.warmup(), stages.getFirst().rate()));
    }
    return model.poisson()
        ? Arrivals.poisson(stages, loops, seeds.split())
        : Arrivals.constant(stages, index, loops);
  }

  private Recording newRecording() {
    return new Recording(plan.scenario().operations().size());
  }

  // What the thread that runs the whole calls.

  /** End the run early: begin nothing more, wait for the answers under way for at most 2 s. */
  void stop() {
    endNanos = Math.min(endNanos, clock());
    stopped = true;
    selector.wakeup();
  }

  /**
   * Exchange recordings with the loop.
   *
   * @param empty for the loop to go on with
   * @return what the loop has recorded since the last exchange
   */
  Recording exchange(Recording empty) throws InterruptedException {
    synchronized (handover) {
      if (!finished) {
        offered = empty;
        selector.wakeup();
        while (handedOver == null && !finished) {
          handover.wait();
        }
      }
      Recording result = handedOver == null ? recording : handedOver;
      if (handedOver == null) {
        recording = empty; // finished: each recording is given away once
      }
      handedOver = null;
      return result;
    }
  }

  /** Return the CPU time of the measurement, without what was polled away; after the end. */
  long cpuNanos() {
    return Math.max(0, cpuNanos);
  }

  /** Return how many connections there were at most; after the end. */
  int connectionsUsed() {
    return connections.size();
  }

  /** Return what this machine would not give, such as ports; empty if nothing was missing. */
  String ownLimit() {
    return ownLimit;
  }

  // What the pacing calls.

  long clock() {
    return System.nanoTime() - originNanoTime;
  }

  long endNanos() {
    return endNanos;
  }

  Connection newConnection() {
    Connection connection =
        new Connection(
            plan.scenario().newUser(seeds.nextLong(), !open),
            Wire.to(plan.target()),
            seeds.split());
    connections.add(connection);
    return connection;
  }

  void begin(Connection connection, long dueNanos, Connection.Start start, long nowNanos) {
    connection.inFlight = true;
    inFlight++;
    connection.dueNanos = dueNanos;
    connection.begunNanos = nowNanos;
    connection.start = start;
    connection.measured = dueNanos >= measureFromNanos;
    if (connection.measured && start == Connection.Start.FREE) {
      OperationStats.record(recording.lag(), nowNanos - dueNanos);
    }
    connection.user.writeNext(request, nowNanos);
    connection.operation = request.operation();
    try {
      if (connection.channel == null) {
        connecting.add(connection, nowNanos);
        connection.wire.opened();
        connection.unwritten = copy(connection.wire.begin(request));
        connect(connection);
      } else {
        waiting.add(connection, nowNanos);
        write(connection, connection.wire.begin(request));
      }
    } catch (IOException broken) {
      fail(
          connection,
          connection.queue == connecting ? ErrorKind.CONNECT : ErrorKind.RESET,
          broken.getMessage());
    }
  }

  void unsent(long dueNanos, long nowNanos) {
    if (dueNanos >= measureFromNanos) {
      recording.unsent().addUnsent(nowNanos - dueNanos);
    }
  }

  // The loop.

  @Override
  public void run() {
    try {
      if (pacing.isPrecise()) {
        waker.start();
      }
      loop();
    } catch (IOException failure) {
      throw new UncheckedIOException("the selector failed", failure);
    } finally {
      end();
    }
  }

  private void loop() throws IOException {
    while (true) {
      long now = clock();
      watchCpu(now);
      if (offered != null) {
        handOver();
      }
      long due = pacing.beginDue(now);
      expire(connecting, ErrorKind.CONNECT, now);
      expire(waiting, ErrorKind.TIMEOUT, now);
      boolean drained = inFlight == 0 || (stopped && now >= endNanos + DRAIN_NANOS);
      if (now >= endNanos && !pacing.hasBacklog() && drained) {
        return;
      }
      await(due);
    }
  }

  /** The CPU time between the first look after the warm-up and the first after the end. */
  private void watchCpu(long nowNanos) {
    if (!measuring && nowNanos >= measureFromNanos && !measured) {
      measuring = true;
      cpuNanos = -THREADS.getCurrentThreadCpuTime();
      polledNanos = 0;
    }
    if (measuring && nowNanos >= endNanos) {
      measuring = false;
      measured = true;
      cpuNanos += THREADS.getCurrentThreadCpuTime() - polledNanos;
    }
  }

  private void await(long dueNanos) throws IOException {
    long now = clock();
    long wake = Math.min(connecting.nextDeadline(), waiting.nextDeadline());
    if (now < endNanos) {
      wake = Math.min(wake, endNanos);
    }
    long coarseMillis = millisUntil(wake, now);
    if (!pacing.isPrecise()) {
      select(Math.min(coarseMillis, millisUntil(dueNanos, now)));
    } else if (dueNanos - now <= POLLED_NANOS) {
      if (selector.selectNow(whenReady) == 0 && dueNanos > now) {
        polledNanos += Math.min(clock() - now, LONGEST_POLL_NANOS);
      }
    } else {
      long parkNanos = dueNanos - POLLED_NANOS - now;
      if (parkNanos < NANOS_PER_MILLI) {
        waker.wakeAt(originNanoTime + now + parkNanos);
      }
      long parkMillis = parkNanos < NANOS_PER_MILLI ? 1 : parkNanos / NANOS_PER_MILLI;
      select(Math.min(coarseMillis, parkMillis));
    }
  }

  private void select(long millis) throws IOException {
    if (millis <= 0) {
      selector.selectNow(whenReady);
    } else {
      selector.select(whenReady, millis);
    }
  }

  private static long millisUntil(long nanos, long now) {
    long millis = Math.ceilDiv(nanos - now, NANOS_PER_MILLI);
    return Math.clamp(millis, 0, LONGEST_SELECT_MILLIS);
  }

  private void handOver() {
    synchronized (handover) {
      handedOver = recording;
      recording = offered;
      offered = null;
      handover.notifyAll();
    }
  }

  private void end() {
    waker.close();
    for (Connection connection : connections) {
      close(connection);
    }
    try {
      selector.close();
    } catch (IOException _) {
      // Nothing more is read from it.
    }
    synchronized (handover) {
      finished = true;
      handover.notifyAll();
    }
  }

  private void expire(DeadlineQueue queue, ErrorKind kind, long nowNanos) {
    for (Connection late = queue.overdue(nowNanos); late != null; late = queue.overdue(nowNanos)) {
      fail(late, kind, "nothing within the limit");
    }
  }

  // Connections.

  private void connect(Connection connection) throws IOException {
    SocketChannel channel;
    try {
      channel = SocketChannel.open();
    } catch (IOException noSocket) {
      ownLimit = "this process could not open another socket: " + noSocket.getMessage();
      throw noSocket;
    }
    connection.channel = channel;
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    try {
      if (channel.connect(plan.target().address())) {
        connection.key = channel.register(selector, SelectionKey.OP_READ, connection);
        connected(connection);
      } else {
        connection.key = channel.register(selector, SelectionKey.OP_CONNECT, connection);
      }
    } catch (BindException noPort) {
      ownLimit = "this machine had no port free for another connection: " + noPort.getMessage();
      throw noPort;
    }
  }

  private void connected(Connection connection) throws IOException {
    DeadlineQueue.remove(connection);
    waiting.add(connection, clock());
    write(connection, connection.unwritten);
  }

  /** Send more, behind what the socket has not taken yet. */
  private void send(Connection connection, ByteBuffer bytes) throws IOException {
    if (connection.unwritten == null) {
      write(connection, bytes);
    } else {
      ByteBuffer all = ByteBuffer.allocate(connection.unwritten.remaining() + bytes.remaining());
      connection.unwritten = all.put(connection.unwritten).put(bytes).flip();
    }
  }

  private void write(Connection connection, ByteBuffer bytes) throws IOException {
    connection.channel.write(bytes);
    if (bytes.hasRemaining()) {
      if (connection.unwritten == null) {
        connection.unwritten = copy(bytes);
      }
      connection.key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    } else if (connection.unwritten != null) {
      connection.unwritten = null;
      connection.key.interestOps(SelectionKey.OP_READ);
    }
  }

  private static ByteBuffer copy(ByteBuffer bytes) {
    return ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
  }

  private void ready(SelectionKey key) {
    Connection connection = (Connection) key.attachment();
    if (!key.isValid()) {
      return; // closed while the same selection was worked through
    }
    try {
      if (connection.queue == connecting) {
        if (connection.channel.finishConnect()) {
          key.interestOps(SelectionKey.OP_READ);
          connected(connection);
        }
        return;
      }
      if (key.isWritable()) {
        write(connection, connection.unwritten);
      }
      if (key.isReadable()) {
        read(connection);
      }
    } catch (IOException broken) {
      if (broken instanceof BindException) {
        ownLimit = "this machine had no port free for another connection: " + broken.getMessage();
      }
      if (connection.inFlight) {
        ErrorKind kind = connection.queue == connecting ? ErrorKind.CONNECT : ErrorKind.RESET;
        fail(connection, kind, broken.getMessage());
      } else {
        close(connection);
      }
    }
  }

  private void read(Connection connection) throws IOException {
    in.clear();
    int length = connection.channel.read(in);
    if (length == 0) {
      return;
    }
    Wire wire = connection.wire;
    if (!connection.inFlight) {
      hearUnasked(connection, length);
      return;
    }
    if (length < 0) {
      if (wire.endOfInput()) {
        finish(connection, false);
      } else {
        fail(connection, ErrorKind.RESET, "closed before the answer was complete");
      }
      return;
    }
    int used = wire.parse(in.array(), 0, length);
    ByteBuffer replies = wire.replies();
    if (replies.hasRemaining()) {
      send(connection, replies);
    }
    if (wire.isFailed()) {
      fail(connection, ErrorKind.PROTOCOL, wire.failure());
    } else if (wire.isComplete() && used < length) {
      fail(connection, ErrorKind.PROTOCOL, "more bytes than the answer has");
    } else if (wire.isComplete()) {
      finish(connection, wire.isReusable() && connection.unwritten == null);
    }
  }

  /** Between requests: the server ends an idle connection, pings, or speaks unasked. */
  private void hearUnasked(Connection connection, int length) throws IOException {
    Wire wire = connection.wire;
    if (length < 0 || !wire.maySpeakUnasked()) {
      close(connection);
      return;
    }
    wire.parse(in.array(), 0, length);
    ByteBuffer replies = wire.replies();
    if (replies.hasRemaining()) {
      send(connection, replies);
    }
    if (wire.isFailed() || !wire.isReusable()) {
      close(connection);
    }
  }

  private void finish(Connection connection, boolean reusable) {
    long now = clock();
    Wire answer = connection.wire;
    switch (connection.user.check(answer)) {
      case OK -> recordAnswer(connection, answer.bodySize(), now);
      case WRONG_STATUS ->
          recordError(connection, ErrorKind.STATUS, "status " + answer.status(), now);
      case WRONG_BODY ->
          recordError(connection, ErrorKind.BODY, "a body of " + answer.bodySize() + " bytes", now);
    }
    settle(connection);
    if (!reusable) {
      close(connection);
    }
    pacing.ended(connection, now, true);
  }

  private void fail(Connection connection, ErrorKind kind, String reason) {
    long now = clock();
    recordError(connection, kind, reason, now);
    settle(connection);
    close(connection);
    connection.user.unanswered();
    pacing.ended(connection, now, false);
  }

  private void settle(Connection connection) {
    DeadlineQueue.remove(connection);
    connection.inFlight = false;
    inFlight--;
  }

  private void recordAnswer(Connection connection, long bodyBytes, long now) {
    OperationStats stats = recording.operations().get(connection.operation);
    if (now >= measureFromNanos && now < endNanos) {
      stats.addCompletion();
    }
    if (connection.measured) {
      stats.addAnswer(bodyBytes);
      recordTimes(stats, connection, now);
    }
    if (connection.start == Connection.Start.ALONE) {
      OperationStats.record(recording.alone(), now - connection.begunNanos);
    }
  }

  private void recordError(Connection connection, ErrorKind kind, String reason, long now) {
    if (!connection.measured) {
      return;
    }
    OperationStats stats = recording.operations().get(connection.operation);
    stats.addError(kind, reason);
    if (kind == ErrorKind.TIMEOUT) {
      recordTimes(stats, connection, now);
    }
  }

  private void recordTimes(OperationStats stats, Connection connection, long now) {
    OperationStats.record(stats.latency(), now - connection.dueNanos);
    if (open) {
      OperationStats.record(stats.serviceTime(), now - connection.begunNanos);
      if (connection.start == Connection.Start.CROWDED) {
        OperationStats.record(recording.crowded(), now - connection.begunNanos);
      }
    }
  }

  private static void close(Connection connection) {
    SocketChannel channel = connection.channel;
    connection.channel = null;
    connection.key = null;
    connection.unwritten = null;
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException _) {
        // It is gone either way.
      }
    }
  }
}
