package edu.platform.cli.failover;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Asks several at the same time, on virtual threads. */
public final class Parallel {

  private Parallel() {}

  /** A question that may fail or be interrupted. */
  @FunctionalInterface
  public interface Question<T, R> {
    /**
     * Ask one.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    R ask(T of) throws InterruptedException;
  }

  /**
   * Ask all, and wait for all.
   *
   * @param all who is asked
   * @param question is bounded in time by itself
   * @param <T> who is asked
   * @param <R> what they answer
   * @return the answers, in order
   * @throws InterruptedException if the thread is interrupted
   */
  public static <T, R> List<R> map(List<T> all, Question<? super T, ? extends R> question)
      throws InterruptedException {
    List<FutureTask<R>> tasks = new ArrayList<>();
    for (T each : all) {
      tasks.add(start(() -> question.ask(each)));
    }
    List<R> answers = new ArrayList<>();
    for (FutureTask<R> task : tasks) {
      answers.add(result(task));
    }
    return answers;
  }

  /**
   * Begin to ask.
   *
   * @param question run by a virtual thread
   * @param <R> the answer
   * @return gives the answer
   */
  public static <R> FutureTask<R> start(Callable<R> question) {
    FutureTask<R> task = new FutureTask<>(question);
    Thread.startVirtualThread(task);
    return task;
  }

  /**
   * Wait for an answer.
   *
   * @param task begun before
   * @param <R> the answer
   * @return the answer
   * @throws InterruptedException if the thread is interrupted
   */
  public static <R> R result(FutureTask<R> task) throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException failed) {
      throw rethrown(failed);
    }
  }

  static IllegalStateException rethrown(ExecutionException failed) {
    switch (failed.getCause()) {
      case RuntimeException failure -> throw failure;
      case Error failure -> throw failure;
      default -> throw new IllegalStateException(failed.getCause());
    }
  }
}
