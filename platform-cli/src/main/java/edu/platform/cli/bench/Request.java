package edu.platform.cli.bench;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A request being written by a {@link VirtualUser}: the raw bytes of an HTTP/1.1 message. One
 * object serves all requests of an event loop, so that writing one allocates nothing.
 */
public final class Request {
  private byte[] bytes = new byte[1024];
  private ByteBuffer view = ByteBuffer.wrap(bytes);
  private int length;
  private int operation;
  private boolean head;
  private boolean bodyKept;
  private boolean headKept;

  Request() {}

  /**
   * Forget the last request and begin another.
   *
   * @param operation index in {@link Scenario#operations()}
   */
  public Request begin(int operation) {
    this.operation = operation;
    length = 0;
    head = false;
    bodyKept = true;
    headKept = false;
    return this;
  }

  /** Append bytes. */
  public Request append(byte[] part) {
    return append(part, 0, part.length);
  }

  /** Append some bytes of an array. */
  public Request append(byte[] part, int from, int count) {
    ensure(count);
    System.arraycopy(part, from, bytes, length, count);
    length += count;
    return this;
  }

  /**
   * Append a number in decimal digits.
   *
   * @param number 0 or greater
   */
  public Request append(int number) {
    int digits = digits(number);
    ensure(digits);
    int rest = number;
    for (int at = length + digits - 1; at >= length; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
    return this;
  }

  /** Say that the method is HEAD: the answer has no body whatever its headers say. */
  public Request head() {
    head = true;
    return this;
  }

  /** Say that the check needs no body, only its size. */
  public Request ignoreBody() {
    bodyKept = false;
    return this;
  }

  /** Say that the check looks at headers of the answer. */
  public Request keepHead() {
    headKept = true;
    return this;
  }

  /** Return how many decimal digits a number of 0 or greater has. */
  public static int digits(int number) {
    int digits = 1;
    for (int rest = number / 10; rest > 0; rest /= 10) {
      digits++;
    }
    return digits;
  }

  int operation() {
    return operation;
  }

  boolean isHead() {
    return head;
  }

  boolean isBodyKept() {
    return bodyKept;
  }

  boolean isHeadKept() {
    return headKept;
  }

  /** Return the whole request, ready to be read; valid until the next {@link #begin}. */
  ByteBuffer view() {
    return view.clear().limit(length);
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
      view = ByteBuffer.wrap(bytes);
    }
  }
}
