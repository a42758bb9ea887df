package edu.platform.cli.bench;

import java.util.Locale;

/** Why a request did not end well, in the order in which reports list them. */
public enum ErrorKind {
  /** No connection: refused, unreachable, or not open within the connect timeout. */
  CONNECT,
  /** The answer was not complete within the request timeout. */
  TIMEOUT,
  /** The connection broke or was closed before the answer was complete. */
  RESET,
  /** Another status than the scenario expects. */
  STATUS,
  /** The expected status with a body that the scenario does not accept. */
  BODY,
  /** Bytes that are not an HTTP/1.1 answer, or more bytes than the answer has. */
  PROTOCOL,
  /** Due by the schedule of the open model, but no connection was free until the run ended. */
  UNSENT;

  /** Return the name that reports use, in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
