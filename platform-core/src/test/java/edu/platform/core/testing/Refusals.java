package edu.platform.core.testing;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import edu.platform.core.RefusedException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Expects refusals of use cases. */
public final class Refusals {

  /** The outcome of work that was not refused. */
  public static final String DONE = "done";

  private Refusals() {}

  /** Fails unless the work is refused with this code. */
  public static void assertRefused(String code, ThrowingCallable work) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(work)
        .matches(refused -> refused.code().equals(code), code);
  }

  /** Does two things at once and tells what became of them: {@link #DONE} or a code each. */
  public static List<String> atOnce(Runnable one, Runnable other)
      throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> first = threads.submit(outcome(one));
      Future<String> second = threads.submit(outcome(other));
      return List.of(first.get(), second.get());
    }
  }

  private static Callable<String> outcome(Runnable work) {
    return () -> {
      try {
        work.run();
        return DONE;
      } catch (RefusedException refused) {
        return refused.code();
      }
    };
  }
}
