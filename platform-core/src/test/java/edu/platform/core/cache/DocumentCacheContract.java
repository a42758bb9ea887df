package edu.platform.core.cache;

import static edu.platform.core.cache.DocumentKind.COURSE_CARD;
import static edu.platform.core.cache.DocumentKind.COURSE_LIST;
import static edu.platform.core.cache.DocumentKind.COURSE_STATISTICS;
import static edu.platform.core.cache.DocumentKind.RUN_LIST;
import static edu.platform.core.cache.DocumentKind.TOP_COURSES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import edu.platform.core.PlatformException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds with Redis and without it. */
@Timeout(60)
abstract class DocumentCacheContract {

  private static final int CROWD = 100;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private Instance instance;

  abstract Instance instance();

  @BeforeEach
  void start() {
    instance = instance();
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    instance.close();
  }

  @ParameterizedTest
  @EnumSource(DocumentKind.class)
  void aDocumentIsLoadedOnce(DocumentKind kind) {
    assertThat(instance.get(kind, "7", "one")).isEqualTo("one");
    assertThat(instance.get(kind, "7", "two")).isEqualTo("one");

    assertThat(instance.loads).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource(DocumentKind.class)
  void aDocumentIsLoadedAnewAtItsMaximumAge(DocumentKind kind) {
    instance.get(kind, "7", "one");

    instance.clock.advance(kind.maxAge());

    assertThat(instance.get(kind, "7", "two")).isEqualTo("two");
  }

  @Test
  void aListIsKeptForItsWholeTime() {
    instance.get(COURSE_LIST, "7", "one");

    instance.clock.advance(COURSE_LIST.maxAge().minusNanos(1));

    assertThat(instance.get(COURSE_LIST, "7", "two")).isEqualTo("one");
  }

  @Test
  void kindsAndKeysAreApart() {
    instance.get(COURSE_CARD, "7", "card 7");

    assertThat(instance.get(COURSE_STATISTICS, "7", "statistics")).isEqualTo("statistics");
    assertThat(instance.get(COURSE_CARD, "8", "card 8")).isEqualTo("card 8");
    assertThat(instance.get(COURSE_CARD, "7", "other")).isEqualTo("card 7");
  }

  @Test
  void nothingOutlivesMidnightOfThePlatformsZone() {
    instance.clock.advance(Duration.ofHours(12).minusSeconds(1)); // 23:59:59 in Moscow.
    instance.get(TOP_COURSES, "10", "monday");
    assertThat(instance.get(TOP_COURSES, "10", "tuesday")).isEqualTo("monday");

    instance.clock.advance(Duration.ofSeconds(1));

    assertThat(instance.get(TOP_COURSES, "10", "tuesday")).isEqualTo("tuesday");
  }

  @Test
  void absenceIsKeptForFiveSeconds() {
    assertThat(instance.get(COURSE_CARD, "404", Optional::empty)).isEqualTo("(absent)");
    instance.clock.advance(Duration.ofSeconds(5).minusNanos(1));
    assertThat(instance.card("404", "new")).isEqualTo("(absent)");

    instance.clock.advance(Duration.ofNanos(1));

    assertThat(instance.card("404", "new")).isEqualTo("new");
  }

  @Test
  void anInvalidationEndsAbsence() {
    instance.get(COURSE_CARD, "404", Optional::empty);

    instance.cache.invalidate(COURSE_CARD, "404");

    assertThat(instance.card("404", "new")).isEqualTo("new");
  }

  @ParameterizedTest
  @EnumSource(DocumentKind.class)
  void anInvalidationIsObeyedAtOnce(DocumentKind kind) {
    instance.get(kind, "7", "one");

    instance.cache.invalidate(kind, "7");

    assertThat(instance.get(kind, "7", "two")).isEqualTo("two");
  }

  @Test
  void aCrowdLoadsOnce() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    List<Future<String>> answers = new ArrayList<>();

    for (int i = 0; i < CROWD; i++) {
      answers.add(threads.submit(() -> instance.get(COURSE_CARD, "7", () -> slow(release, "one"))));
    }
    await("everybody asks").until(() -> misses() == CROWD);
    release.countDown();

    for (Future<String> answer : answers) {
      assertThat(answer.get()).isEqualTo("one");
    }
    assertThat(instance.loads).hasValue(1);
  }

  @Test
  void aFailureReachesEveryWaiterAndIsNotKept() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    List<Future<String>> answers = new ArrayList<>();

    for (int i = 0; i < CROWD; i++) {
      answers.add(
          threads.submit(
              () ->
                  instance.get(
                      COURSE_CARD,
                      "7",
                      () -> {
                        slow(release, "");
                        throw new IllegalStateException("no database");
                      })));
    }
    await("everybody asks").until(() -> misses() == CROWD);
    release.countDown();

    for (Future<String> answer : answers) {
      assertThatThrownBy(answer::get)
          .isInstanceOf(ExecutionException.class)
          .hasRootCauseMessage("no database");
    }
    assertThat(instance.loads).hasValue(1);
    assertThat(instance.card("7", "back")).isEqualTo("back");
  }

  @Test
  void anErrorEndsALoadToo() {
    assertThatThrownBy(
            () ->
                instance.get(
                    COURSE_CARD,
                    "7",
                    () -> {
                      throw new StackOverflowError("deep");
                    }))
        .isInstanceOf(StackOverflowError.class);

    assertThat(instance.card("7", "back")).isEqualTo("back");
  }

  @ParameterizedTest
  @EnumSource(DocumentKind.class)
  void aLoadThatAWriteOvertookIsNotKept(DocumentKind kind) throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Future<String> overtaken =
        threads.submit(
            () ->
                instance.get(
                    kind,
                    "7",
                    () -> {
                      loading.countDown();
                      return slow(release, "before");
                    }));
    loading.await();

    instance.cache.invalidate(kind, "7");
    String during = instance.get(kind, "7", "after");
    release.countDown();

    assertThat(overtaken.get()).isEqualTo("before");
    assertThat(during).isEqualTo("after");
    assertThat(instance.get(kind, "7", "again")).isEqualTo("after");
  }

  @Test
  void aLoadThatAWriteOvertookLeavesNothing() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Future<String> overtaken =
        threads.submit(
            () ->
                instance.get(
                    COURSE_CARD,
                    "7",
                    () -> {
                      loading.countDown();
                      return slow(release, "before");
                    }));
    loading.await();

    instance.cache.invalidate(COURSE_CARD, "7");
    release.countDown();

    assertThat(overtaken.get()).isEqualTo("before");
    assertThat(instance.card("7", "after")).isEqualTo("after");
  }

  @Test
  void memoryIsBounded() {
    long share = (1L << 20) / 100 * RUN_LIST.nearPercent();
    String tenKib = "x".repeat(10_240);

    for (int key = 0; key < 100; key++) {
      instance.get(RUN_LIST, "run " + key, tenKib);
    }

    assertThat(instance.cache.near.bytes(RUN_LIST)).isBetween(share / 2, share);
  }

  @Test
  void aWaiterCanBeInterrupted() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    Future<String> loader =
        threads.submit(() -> instance.get(COURSE_CARD, "7", () -> slow(release, "one")));
    await("the load runs").until(() -> instance.loads.get() == 1);
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Thread waiter =
        Thread.startVirtualThread(
            () -> thrown.complete(catchThrowable(() -> instance.card("7", "two"))));
    await("it waits").until(() -> misses() == 2);

    waiter.interrupt();

    assertThat(thrown.get()).isInstanceOf(PlatformException.class).hasMessageContaining("card 7");
    release.countDown();
    assertThat(loader.get()).isEqualTo("one");
  }

  @Test
  void everythingIsCounted() {
    instance.card("7", "one");
    instance.card("7", "one");
    instance.get(COURSE_CARD, "404", Optional::empty);
    instance.cache.invalidate(COURSE_CARD, "7");

    CacheMetrics.OfKind counts = instance.counts(COURSE_CARD);
    assertThat(counts.nearHits.sum()).isEqualTo(1);
    assertThat(counts.nearMisses.sum()).isEqualTo(2);
    assertThat(counts.loaded.sum()).isEqualTo(1);
    assertThat(counts.absent.sum()).isEqualTo(1);
    assertThat(counts.invalidatedHere.sum()).isEqualTo(1);
  }

  private long misses() {
    return instance.counts(COURSE_CARD).nearMisses.sum();
  }

  private Optional<Document> slow(CountDownLatch release, String text) {
    try {
      if (!release.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody released the load");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return Optional.of(instance.document(text));
  }
}
