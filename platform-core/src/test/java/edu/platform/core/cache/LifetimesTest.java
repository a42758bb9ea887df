package edu.platform.core.cache;

import static edu.platform.core.cache.DocumentKind.COURSE_CARD;
import static edu.platform.core.cache.DocumentKind.COURSE_LIST;
import static edu.platform.core.cache.DocumentKind.COURSE_STATISTICS;
import static edu.platform.core.cache.DocumentKind.RUN_LIST;
import static edu.platform.core.cache.DocumentKind.TOP_COURSES;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifetimesTest {

  private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
  private static final Instant NOON = Instant.parse("2026-03-02T09:00:00Z");

  private final ManualClock clock = new ManualClock(NOON);
  private final Lifetimes longest = new Lifetimes(clock, MOSCOW, () -> 0);
  private final Lifetimes shortest = new Lifetimes(clock, MOSCOW, () -> 1);

  @ParameterizedTest
  @CsvSource({
    "COURSE_CARD, PT60S, PT10M",
    "COURSE_LIST, PT10S, PT0S",
    "RUN_LIST, PT10S, PT0S",
    "COURSE_STATISTICS, PT60S, PT60S",
    "TOP_COURSES, PT5M, PT5M"
  })
  void aFreshAnswerLivesAsTheDesignSays(DocumentKind kind, Duration near, Duration redis) {
    assertThat(longest.near(kind, NOON, true)).isEqualTo(near);
    assertThat(longest.redis(kind, NOON)).isEqualTo(redis);
  }

  @Test
  void jitterShortensByUpToATenth() {
    assertThat(shortest.near(COURSE_CARD, NOON, true)).isEqualTo(Duration.ofSeconds(54));
    assertThat(shortest.redis(COURSE_CARD, NOON)).isEqualTo(Duration.ofMinutes(9));
    assertThat(shortest.absent(COURSE_CARD, NOON, true)).isEqualTo(Duration.ofMillis(4_500));
  }

  @Test
  void anAnswerFromRedisLivesWhatItsAgeLeaves() {
    Instant readAt = NOON.minus(Duration.ofSeconds(570));

    assertThat(longest.near(COURSE_CARD, readAt, true)).isEqualTo(Duration.ofSeconds(30));
    assertThat(longest.near(COURSE_STATISTICS, NOON.minusSeconds(50), true))
        .isEqualTo(Duration.ofSeconds(10));
    assertThat(longest.redis(COURSE_CARD, readAt)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void anOldAnswerDoesNotLive() {
    assertThat(longest.near(COURSE_CARD, NOON.minus(Duration.ofMinutes(11)), true)).isZero();
    assertThat(longest.near(COURSE_CARD, NOON.minus(Duration.ofMinutes(10)), true)).isZero();
  }

  @Test
  void nothingLivesPastMidnightOfThePlatformsZone() {
    clock.advance(Duration.ofHours(12).minusSeconds(7)); // 23:59:53 in Moscow.

    assertThat(longest.near(COURSE_CARD, clock.instant(), true)).isEqualTo(Duration.ofSeconds(7));
    assertThat(longest.near(TOP_COURSES, clock.instant(), true)).isEqualTo(Duration.ofSeconds(7));
    assertThat(longest.redis(TOP_COURSES, clock.instant())).isEqualTo(Duration.ofSeconds(7));
    assertThat(longest.absent(RUN_LIST, clock.instant().minusSeconds(1), true))
        .isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void whatWasReadYesterdayDoesNotLiveToday() {
    clock.advance(Duration.ofHours(12));

    assertThat(longest.near(TOP_COURSES, clock.instant().minusNanos(1), true)).isZero();
    assertThat(longest.near(TOP_COURSES, clock.instant(), true)).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void anotherInstancesClockThatIsAheadGainsNothing() {
    assertThat(longest.near(COURSE_STATISTICS, NOON.plusSeconds(30), true))
        .isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void unheardInvalidationsLeaveASecond() {
    assertThat(longest.near(COURSE_CARD, NOON, false)).isEqualTo(Duration.ofSeconds(1));
    assertThat(longest.absent(COURSE_LIST, NOON, false)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void theKindsShareTheWholeMemory() {
    assertThat(Arrays.stream(DocumentKind.values()).mapToInt(DocumentKind::nearPercent).sum())
        .isEqualTo(100);
  }
}
