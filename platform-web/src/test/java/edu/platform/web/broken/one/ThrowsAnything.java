package edu.platform.web.broken.one;

final class ThrowsAnything {
  void fail() {
    throw new RuntimeException("Nobody can tell it from others.");
  }
}
