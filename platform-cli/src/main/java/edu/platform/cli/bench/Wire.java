package edu.platform.cli.bench;

import java.nio.ByteBuffer;

/**
 * One connection's side of a protocol: makes bytes of requests and an answer of bytes. One request
 * is under way at a time. Belongs to one thread.
 */
sealed interface Wire extends Answer permits Http2Wire, HttpResponseParser {

  /** Make what a target speaks. */
  static Wire to(Target target) {
    return target.http2() ? new Http2Wire() : new HttpResponseParser();
  }

  /** Learn that a connection is being opened: what was known of an earlier one is void. */
  void opened();

  /**
   * Begin a request and its answer.
   *
   * @return what is to be sent, valid until the next call
   */
  ByteBuffer begin(Request request);

  /**
   * Read bytes until the answer is complete, wrong, or the bytes are used up.
   *
   * @return index of the first byte not used
   */
  int parse(byte[] in, int from, int to);

  /** Return what the protocol itself has to send now, empty if nothing. */
  ByteBuffer replies();

  /** Learn that the connection ended; return whether this completes the answer. */
  boolean endOfInput();

  boolean isComplete();

  boolean isFailed();

  /** Return what was wrong, empty unless {@link #isFailed()}. */
  String failure();

  /** Return whether the connection may carry another request after this complete answer. */
  boolean isReusable();

  /** Return whether the server may send something between two requests. */
  boolean maySpeakUnasked();
}
