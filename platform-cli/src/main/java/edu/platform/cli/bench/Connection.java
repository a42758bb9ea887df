package edu.platform.cli.bench;

import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.SplittableRandom;

/** A user with its connection and the request under way. Belongs to one event loop. */
final class Connection {
  /** How the request under way came to begin. */
  enum Start {
    /** A connection was free when it was due. */
    FREE,
    /** It had to wait for a connection. */
    CROWDED,
    /** In the warm-up, with no other of this loop under way. */
    ALONE
  }

  final VirtualUser user;
  final SplittableRandom random;
  final Wire wire;

  /** Null while closed. */
  SocketChannel channel;

  /** Null while closed. */
  SelectionKey key;

  /** What the socket has not taken yet; null when it has all. */
  ByteBuffer unwritten;

  boolean inFlight;
  int operation;
  long dueNanos;
  long begunNanos;

  /** Whether the request is due within the measurement. */
  boolean measured;

  Start start = Start.FREE;

  /** Closed model: when the user goes on. */
  long resumeNanos;

  // Links and content of a DeadlineQueue.
  DeadlineQueue queue;
  Connection sooner;
  Connection later;
  long deadlineNanos;

  Connection(VirtualUser user, Wire wire, SplittableRandom random) {
    this.user = user;
    this.wire = wire;
    this.random = random;
  }
}
