package edu.platform.core.cache;

import java.time.Duration;
import java.util.Locale;

/**
 * What is cached, and how old an answer may be, counted from its read of PostgreSQL. The near cache
 * and Redis together never make an answer older than the longer of the two times.
 */
public enum DocumentKind {
  /** One course with its topics, teachers, level and next runs; the key is its id. */
  COURSE_CARD(Duration.ofSeconds(60), Duration.ofMinutes(10), 45),
  /** One course as the old project's route shows it; the key is its id. */
  OLD_COURSE(Duration.ofSeconds(60), Duration.ofMinutes(10), 5),
  /** A page of the list of courses; the key is its canonical query. */
  COURSE_LIST(Duration.ofSeconds(10), Duration.ZERO, 20),
  /** The runs of a course with the places that remain; the key is the course's id. */
  RUN_LIST(Duration.ofSeconds(10), Duration.ZERO, 10),
  /** Ratings and counts of a course; the key is its id. */
  COURSE_STATISTICS(Duration.ofSeconds(60), Duration.ofSeconds(60), 10),
  /** The ranking of courses by their reviews; its only key is {@link #RANKING}. */
  TOP_COURSES(Duration.ofMinutes(5), Duration.ofMinutes(5), 10);

  /** The key of the only document of {@link #TOP_COURSES}. */
  public static final String RANKING = "ranking";

  private final Duration nearTtl;
  private final Duration redisTtl;
  private final int nearPercent;

  DocumentKind(Duration nearTtl, Duration redisTtl, int nearPercent) {
    this.nearTtl = nearTtl;
    this.redisTtl = redisTtl;
    this.nearPercent = nearPercent;
  }

  /**
   * Return how long the process itself may keep an answer.
   *
   * @return a positive duration
   */
  public Duration nearTtl() {
    return nearTtl;
  }

  /**
   * Return how old an answer from Redis may be.
   *
   * @return a duration; zero if this kind is not kept in Redis
   */
  public Duration redisTtl() {
    return redisTtl;
  }

  boolean inRedis() {
    return redisTtl.isPositive();
  }

  /** The age that no answer exceeds, whichever levels it came through. */
  Duration maxAge() {
    return redisTtl.compareTo(nearTtl) > 0 ? redisTtl : nearTtl;
  }

  /** The part of the near cache's memory that this kind may fill; all together are 100. */
  int nearPercent() {
    return nearPercent;
  }

  /** The kind in metrics and in Redis' keys. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
