package edu.platform.core.purchases;

import static java.util.Objects.requireNonNull;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import edu.platform.core.RefusedException;
import edu.platform.core.access.Viewer;
import edu.platform.core.change.Change;
import edu.platform.core.change.Changes;
import edu.platform.core.db.Values;
import edu.platform.core.purchases.internal.PurchasesSql;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Does what a key stands for once, and answers every repeat of it with the same (requirement R10.1;
 * design section 11). The claim of the key, the work and the answer are one transaction, so that
 * none of them can be lost without the others. A refusal is not kept: it may be tried again.
 */
final class IdempotentRequests {

  private static final Duration KEPT = Duration.ofHours(24);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Changes changes;
  private final Duration patience;
  private final ConcurrentHashMap<Id, CompletableFuture<Optional<Known>>> underWay =
      new ConcurrentHashMap<>();

  /**
   * @param changes where
   * @param patience how long a repeat waits for the first request, and how long a commit whose end
   *     is unknown is looked into
   */
  IdempotentRequests(Changes changes, Duration patience) {
    this.changes = requireNonNull(changes, "changes");
    this.patience = requireNonNull(patience, "patience");
  }

  /**
   * Do the work, unless it was done: then give the answer of that time.
   *
   * @param name what metrics and logs call it
   * @param viewer who asks
   * @param key what a repeat is known by
   * @param work does it and gives the answer
   * @return the answer
   * @throws RefusedException {@code idempotency_key_reused} if the key was used for something else,
   *     {@code idempotency_in_progress} if the first request is still under way, or what the work
   *     refuses
   */
  Answer once(String name, Viewer viewer, IdempotencyKey key, Function<Change, Answer> work) {
    Id id = new Id(viewer.account(), key.route(), key.key());
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      CompletableFuture<Optional<Known>> mine = new CompletableFuture<>();
      CompletableFuture<Optional<Known>> others = underWay.putIfAbsent(id, mine);
      if (others == null) {
        return first(name, viewer, id, key, work, mine, deadline);
      }
      // In memory and without a connection: those who wait must not use up the pool.
      Optional<Known> known = await(others, key, deadline);
      if (known.isPresent()) {
        return known.get().answerTo(key);
      }
    }
  }

  private Answer first(
      String name,
      Viewer viewer,
      Id id,
      IdempotencyKey key,
      Function<Change, Answer> work,
      CompletableFuture<Optional<Known>> mine,
      long deadline) {
    Optional<Known> outcome = Optional.empty();
    try {
      Answer answer = untilKnown(name, viewer, key, work, deadline);
      outcome = Optional.of(new Known(key.hash(), answer));
      return answer;
    } finally {
      underWay.remove(id, mine);
      mine.complete(outcome);
    }
  }

  /**
   * Begin again when nobody knows how a commit ended. That repeats nothing: the next attempt first
   * claims the key, waits there for a transaction that still holds it, and finds the answer if the
   * commit was done.
   */
  private Answer untilKnown(
      String name,
      Viewer viewer,
      IdempotencyKey key,
      Function<Change, Answer> work,
      long deadline) {
    PlatformException unknown = null;
    while (true) {
      try {
        return changes.make(name, viewer, change -> claimed(change, key, work));
      } catch (PlatformException fault) {
        if (fault.code() == ErrorCode.COMMIT_UNKNOWN) {
          unknown = fault;
        }
        if (unknown == null
            || fault.code().kind() != ErrorCode.Kind.UNAVAILABLE
            || System.nanoTime() > deadline) {
          throw fault;
        }
      }
      pause(unknown);
    }
  }

  private static Answer claimed(Change change, IdempotencyKey key, Function<Change, Answer> work) {
    Optional<Known> known = claim(change, key);
    if (known.isPresent()) {
      return known.get().answerTo(key);
    }
    Answer answer = work.apply(change);
    change.execute(
        PurchasesSql.STORE_ANSWER,
        id(change, key)
            .with("status", answer.status())
            .with("body", answer.body())
            .with("location", answer.location())
            .map());
    return answer;
  }

  /**
   * Take the key, or find what it stands for. The row that is found is locked, which makes the
   * commit of this transaction wait for the standby: an answer is given only when it cannot be
   * lost.
   */
  private static Optional<Known> claim(Change change, IdempotencyKey key) {
    boolean mine;
    try {
      mine =
          change
              .one(
                  PurchasesSql.CLAIM_KEY,
                  id(change, key)
                      .with("request_hash", key.hash())
                      .with("now", change.now())
                      .with("expires_at", change.now().plus(KEPT))
                      .map(),
                  row -> row.text("key"))
              .isPresent();
    } catch (PlatformException fault) {
      // Another instance works on it.
      throw fault.code() == ErrorCode.LOCK_TIMEOUT ? inProgress(key) : fault;
    }
    return mine
        ? Optional.empty()
        : change.one(
            PurchasesSql.ANSWER_OF_KEY,
            id(change, key).map(),
            row ->
                new Known(
                    row.bytes("request_hash"),
                    new Answer(
                        row.integer("status"), row.bytes("body"), row.optionalText("location"))));
  }

  private static Values id(Change change, IdempotencyKey key) {
    return Values.of("user_id", change.viewer().account())
        .with("route", key.route())
        .with("key", key.key());
  }

  private static Optional<Known> await(
      CompletableFuture<Optional<Known>> others, IdempotencyKey key, long deadline) {
    try {
      return others.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      throw inProgress(key);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw inProgress(key);
    } catch (ExecutionException impossible) {
      throw new AssertionError("the first request always ends with an outcome", impossible);
    }
  }

  private static void pause(PlatformException unknown) {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw unknown;
    }
  }

  private static RefusedException inProgress(IdempotencyKey key) {
    return RefusedException.conflict(
        "idempotency_in_progress",
        "the first request with the key '" + key.key() + "' is still under way: try again");
  }

  private record Id(int userId, String route, String key) {}

  /** A request that was done: what it asked for, and what it was answered. */
  @SuppressWarnings("ArrayRecordComponent") // Compared here alone.
  private record Known(byte[] hash, Answer answer) {

    Answer answerTo(IdempotencyKey key) {
      if (!Arrays.equals(hash, key.hash())) {
        throw RefusedException.invalid(
            "idempotency_key_reused",
            "Idempotency-Key",
            "'" + key.key() + "' was used with another request: choose a new one");
      }
      return answer;
    }
  }
}
