package edu.platform.cli.seed;

import java.util.List;

/**
 * What a course is, by its number: the same for every table that speaks of it. The number is also
 * the course's rank in popularity.
 */
final class Courses {

  private static final int MAX_SPECIALIZATIONS = 24;
  private static final int TOPICS_PER_SPECIALIZATION = 8;
  private static final int HOURS_A_WEEK = 20;
  private static final int DAYS_A_WEEK = 7;

  /** Prices by level id, in whole units, from and to; the fourth level is the lowest. */
  private static final int[][] PRICES = {
    {20_000, 90_000}, {50_000, 140_000}, {90_000, 200_000}, {10_000, 60_000}
  };

  private static final int PRICE_STEP = 500;
  private static final int LOWEST_PRICE = 10_000;
  private static final int HIGHEST_PRICE = 200_000;

  private final RowRandom random;
  private final int count;
  private final int specializations;
  private final BlockCounts onSale;
  private final BlockCounts topics;
  private final BlockCounts teachers;
  private final Permutation firstTeacher;

  Courses(SeedSettings settings) {
    this.random = new RowRandom(settings.randomSeed(), "courses");
    this.count = settings.count();
    this.specializations = Math.clamp(count / TOPICS_PER_SPECIALIZATION, 1, MAX_SPECIALIZATIONS);
    this.onSale =
        new BlockCounts(
            random, 1, count, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    this.topics =
        new BlockCounts(
            random, 2, count, count, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2,
            2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 7, 8);
    this.teachers =
        new BlockCounts(
            random, 3, count, count, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 4);
    this.firstTeacher = random.permutation(count, 4);
  }

  int count() {
    return count;
  }

  boolean onSale(int course) {
    return onSale.count(course - 1) == 1;
  }

  /** Return a level id: 1, 2, 3, or 4 for the lowest. */
  int level(int course) {
    int percent = random.below(course, 5, 100);
    return percent < 30 ? 4 : percent < 60 ? 1 : percent < 85 ? 2 : 3;
  }

  /** Return a specialisation id; the first ones are chosen more often. */
  int specialization(int course) {
    return 1
        + Math.min(
            random.below(course, 6, specializations), random.below(course, 7, specializations));
  }

  /** Return the price in minor units. */
  int price(int course) {
    return priceInUnits(course) * 100;
  }

  private int priceInUnits(int course) {
    int[] range = PRICES[level(course) - 1];
    return range[0] + PRICE_STEP * random.below(course, 8, (range[1] - range[0]) / PRICE_STEP + 1);
  }

  /** Return the duration in hours, 100 to 500: the dearer, the longer, give or take 60. */
  int hours(int course) {
    int byPrice =
        100 + (int) (400L * (priceInUnits(course) - LOWEST_PRICE) / (HIGHEST_PRICE - LOWEST_PRICE));
    return Math.clamp(byPrice + random.between(course, 9, -60, 60), 100, 500);
  }

  /** Return how many days a run takes. */
  int runDays(int course) {
    return DAYS_A_WEEK * Math.ceilDiv(hours(course), HOURS_A_WEEK);
  }

  /** Return how well the course is liked: 0 (most) to 1. */
  double dislike(int course) {
    return random.unit(course, 10);
  }

  int topicLinks() {
    return topics.total();
  }

  int topics(int course) {
    return topics.count(course - 1);
  }

  /** Return the topic at a place of a course, from 0: topics of one specialisation in a row. */
  int topic(int course, int place) {
    int specialization = specialization(course) - 1;
    int available = Math.ceilDiv(count - specialization, specializations);
    int first = random.below(course, 11, available);
    return ((first + place) % available) * specializations + specialization + 1;
  }

  /** Return the specialisation id of a topic. */
  int topicSpecialization(int topic) {
    return (topic - 1) % specializations + 1;
  }

  int teacherLinks() {
    return teachers.total();
  }

  int teachers(int course) {
    return teachers.count(course - 1);
  }

  /** Return the teacher at a place of a course, from 0. */
  int teacher(int course, int place) {
    return (int) ((firstTeacher.apply(course - 1) + place) % count) + 1;
  }

  /** Return the name that the specialisation gives the course. */
  Phrase title(int course, Vocabulary words) {
    List<Phrase> titles = words.specializations().get(specialization(course) - 1).courses();
    return titles.get(random.below(course, 12, titles.size()));
  }
}
