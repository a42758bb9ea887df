package edu.platform.core.cache;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import java.util.Optional;

/** What a load came to, for the caller who ran it and for those who waited. */
sealed interface Outcome {

  /** Return the answer, or throw what the load threw. */
  Optional<Document> get();

  /**
   * An answer, which may be kept for a while.
   *
   * @param get the document, or empty if there is no such row
   * @param untilNanos of the near cache's ticker
   */
  record Answer(Optional<Document> get, long untilNanos) implements Outcome {}

  /**
   * A failure, which is never kept.
   *
   * @param cause what the load threw
   */
  record Failure(Throwable cause) implements Outcome {
    @Override
    public Optional<Document> get() {
      switch (cause) {
        case RuntimeException unchecked -> throw unchecked;
        case Error error -> throw error;
        default -> throw new PlatformException(ErrorCode.INTERNAL, "a load threw " + cause, cause);
      }
    }
  }
}
