package edu.platform.cli.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** UTF-8 text that is written again and again into the same memory. Absent until it is set. */
public final class ByteText {
  private byte[] bytes = new byte[32];
  private int length = -1;

  /** Return whether there is a text, perhaps an empty one. */
  public boolean isPresent() {
    return length >= 0;
  }

  /** Forget the text. */
  public void clear() {
    length = -1;
  }

  /** Begin an empty text. */
  public ByteText begin() {
    length = 0;
    return this;
  }

  /** Append a byte. */
  public ByteText append(int next) {
    ensure(1);
    bytes[length++] = (byte) next;
    return this;
  }

  /** Append bytes. */
  public ByteText append(byte[] from, int offset, int count) {
    ensure(count);
    System.arraycopy(from, offset, bytes, length, count);
    length += count;
    return this;
  }

  /** Append a number in decimal digits. */
  public ByteText appendNumber(long number) {
    if (number < 0) {
      append('-');
    }
    int begin = length;
    for (long rest = number; rest != 0 || length == begin; rest /= 10) {
      append('0' + (int) Math.abs(rest % 10));
    }
    for (int low = begin, high = length - 1; low < high; low++, high--) {
      byte kept = bytes[low];
      bytes[low] = bytes[high];
      bytes[high] = kept;
    }
    return this;
  }

  /** Replace the text by that of another. */
  public void set(ByteText other) {
    if (other.isPresent()) {
      begin().append(other.bytes, 0, other.length);
    } else {
      clear();
    }
  }

  /** Return the memory, in which the text is first. */
  public byte[] bytes() {
    return bytes;
  }

  /** Return the length in bytes, -1 if there is no text. */
  public int length() {
    return length;
  }

  /** Return whether another has the same text. */
  public boolean contentEquals(ByteText other) {
    return contentEquals(other.bytes, 0, other.length);
  }

  /** Return whether these bytes are the text. */
  public boolean contentEquals(byte[] other, int offset, int count) {
    return length >= 0
        && length == count
        && Arrays.equals(bytes, 0, length, other, offset, offset + count);
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }

  @Override
  public String toString() {
    return length < 0 ? "(absent)" : new String(bytes, 0, length, UTF_8);
  }
}
