package edu.platform.web.broken.one;

import java.util.logging.Logger;

final class LogsElsewhere {
  private static final Logger LOG = Logger.getLogger("elsewhere");

  void log() {
    LOG.info("Not the way of the others.");
  }
}
