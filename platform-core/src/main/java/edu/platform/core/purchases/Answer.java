package edu.platform.core.purchases;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What the sender of a request with an idempotency key is answered, every time.
 *
 * @param status of HTTP
 * @param body UTF-8 JSON; shared by all who read it, so never change it
 * @param location path of what was made
 */
@SuppressWarnings("ArrayRecordComponent") // Kept and sent as it is.
public record Answer(int status, byte[] body, Optional<String> location) {

  /** Checks that nothing is missing. */
  public Answer {
    requireNonNull(body, "body");
    requireNonNull(location, "location");
  }
}
