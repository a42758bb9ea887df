package edu.platform.cli.broken;

/** A failure that no caller can tell from others. */
final class ThrowsAnything {
  void fail() {
    throw new RuntimeException("broken");
  }
}
