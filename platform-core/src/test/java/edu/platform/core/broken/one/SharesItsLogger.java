package edu.platform.core.broken.one;

final class SharesItsLogger {
  static final System.Logger LOG = System.getLogger("shared");
}
