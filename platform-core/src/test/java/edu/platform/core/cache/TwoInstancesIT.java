package edu.platform.core.cache;

import static edu.platform.core.cache.DocumentKind.COURSE_CARD;
import static edu.platform.core.cache.DocumentKind.COURSE_LIST;
import static edu.platform.core.cache.DocumentKind.TOP_COURSES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two instances on one Redis that works. */
@Timeout(60)
class TwoInstancesIT {

  private static RedisServer redis;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private Instance one;
  private Instance other;

  @BeforeAll
  static void startRedis() {
    redis = new RedisServer();
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @BeforeEach
  void start() {
    redis.command("FLUSHALL");
    one = Instance.on(redis.port()).ready();
    other = Instance.on(redis.port()).ready();
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    one.close();
    other.close();
  }

  @Test
  void oneFindsWhatTheOtherLoaded() {
    Document loaded = Document.of(new byte[] {'{', '}'}, 7, Instance.NOON.plusNanos(1_000));
    one.get(COURSE_CARD, "7 with a space:and more", () -> Optional.of(loaded));

    Document found =
        other.cache.get(COURSE_CARD, "7 with a space:and more", Optional::empty).orElseThrow();

    assertThat(found).usingRecursiveComparison().isEqualTo(loaded);
    assertThat(other.counts(COURSE_CARD).redisHits.sum()).isEqualTo(1);
    assertThat(one.counts(COURSE_CARD).stored.sum()).isEqualTo(1);
  }

  @Test
  void aListStaysInItsProcess() {
    one.get(COURSE_LIST, "7", "one");

    assertThat(other.get(COURSE_LIST, "7", "two")).isEqualTo("two");
    assertThat(redis.command("EXISTS edu:1:course_list:7")).isEqualTo(":0");
  }

  @Test
  void absenceStaysInItsProcess() {
    one.get(COURSE_CARD, "404", Optional::empty);

    assertThat(other.card("404", "new")).isEqualTo("new");
  }

  @ParameterizedTest
  @EnumSource(DocumentKind.class)
  void aWriteOnOneIsSeenOnTheOther(DocumentKind kind) {
    other.get(kind, "7", "before");

    one.cache.invalidate(kind, "7");

    await().until(() -> other.get(kind, "7", "after").equals("after"));
    await().until(() -> other.counts(kind).invalidatedElsewhere.sum() == 1);
  }

  @Test
  void aLoadHereThatAWriteThereOvertookIsStoredNowhere() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Future<String> overtaken =
        threads.submit(
            () ->
                one.get(
                    COURSE_CARD,
                    "7",
                    () -> {
                      loading.countDown();
                      pass(release);
                      return Optional.of(one.document("before"));
                    }));
    loading.await();

    other.cache.invalidate(COURSE_CARD, "7");
    await("it is heard").until(() -> one.counts(COURSE_CARD).invalidatedElsewhere.sum() == 1);
    release.countDown();

    assertThat(overtaken.get()).isEqualTo("before");
    assertThat(one.counts(COURSE_CARD).refused.sum()).isEqualTo(1);
    assertThat(redis.command("EXISTS edu:1:course_card:7")).isEqualTo(":0");
    assertThat(one.card("7", "after")).isEqualTo("after");
    assertThat(other.card("7", "later")).isEqualTo("after");
  }

  @Test
  void anOvertakenLoadIsNotStoredAlthoughANewerOneIsUnderWay() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch reloading = new CountDownLatch(1);
    CountDownLatch releaseReload = new CountDownLatch(1);
    Future<String> overtaken =
        threads.submit(
            () ->
                one.get(
                    COURSE_CARD,
                    "7",
                    () -> {
                      loading.countDown();
                      pass(release);
                      return Optional.of(one.document("before"));
                    }));
    loading.await();
    other.cache.invalidate(COURSE_CARD, "7");
    Future<String> newer =
        threads.submit(
            () ->
                other.get(
                    COURSE_CARD,
                    "7",
                    () -> {
                      reloading.countDown();
                      pass(releaseReload);
                      return Optional.of(other.document("after"));
                    }));
    reloading.await();

    release.countDown();
    overtaken.get();
    assertThat(redis.command("EXISTS edu:1:course_card:7")).isEqualTo(":0");
    releaseReload.countDown();

    assertThat(newer.get()).isEqualTo("after");
    await("both ended").until(() -> other.counts(COURSE_CARD).stored.sum() == 1);
    assertThat(one.counts(COURSE_CARD).refused.sum()).isEqualTo(1);
  }

  @Test
  void ageCountsOverBothLevels() {
    one.card("7", "one");
    other.clock.advance(Duration.ofSeconds(590));

    assertThat(other.card("7", "two")).isEqualTo("one");
    other.clock.advance(Duration.ofSeconds(10));

    assertThat(other.card("7", "two")).isEqualTo("two");
  }

  @Test
  void redisForgetsAtTheMaximumAge() {
    one.get(TOP_COURSES, "10", "ranking");

    long millis = Long.parseLong(redis.command("PTTL edu:1:top_courses:10").substring(1));

    assertThat(millis).isPositive().isLessThanOrEqualTo(Duration.ofMinutes(5).toMillis());
  }

  @Test
  void redisForgetsAtMidnight() {
    one.clock.advance(Duration.ofHours(12).minusSeconds(20)); // 23:59:40 in Moscow.
    one.get(TOP_COURSES, "10", "ranking");

    long millis = Long.parseLong(redis.command("PTTL edu:1:top_courses:10").substring(1));

    assertThat(millis).isPositive().isLessThanOrEqualTo(20_000);
  }

  @Test
  void aLostMessageClearsTheNearCacheAtTheNextOne() {
    other.get(COURSE_LIST, "7", "before");

    redis.command("INCR edu:1:messages"); // As if it had gone with a message nobody delivered.

    await().until(() -> other.get(COURSE_LIST, "7", "after").equals("after"));
    assertThat(other.heard()).isTrue();
  }

  @Test
  void whatIsNoMessageClearsTheNearCacheToo() {
    other.get(COURSE_LIST, "7", "before");

    redis.command("PUBLISH edu:1:topic:0 nonsense");

    await().until(() -> other.get(COURSE_LIST, "7", "after").equals("after"));
  }

  @Test
  void whatIsNoDocumentIsLoaded() {
    one.card("7", "one");
    redis.command("HSET edu:1:course_card:7 read_at yesterday");

    assertThat(other.card("7", "two")).isEqualTo("two");
    assertThat(other.up()).isTrue();
  }

  @Test
  void anotherReleasesFormatIsNoDocument() {
    one.card("7", "one");
    redis.command("HSET edu:1:course_card:7 format 0");

    assertThat(other.card("7", "two")).isEqualTo("two");
  }

  private static void pass(CountDownLatch latch) {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody opened the latch");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
