package edu.platform.cli.seed;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import java.util.List;
import java.util.stream.Stream;

/** All tables of one seeding, in an order in which each comes after those it refers to. */
final class SeedPlan {

  /** The runs of {@link RunPlan} and the purchases of {@link BuyerPlan}, with room to make them. */
  private static final long BYTES_PER_COUNT = 60;

  private static final long BYTES_OF_ALL_ELSE = 100L << 20;

  private final List<SeedTable> tables;
  private final int firstRunStart;

  private SeedPlan(List<SeedTable> tables, int firstRunStart) {
    this.tables = tables;
    this.firstRunStart = firstRunStart;
  }

  /**
   * Lay out all tables.
   *
   * @throws PlatformException {@code INVALID_CONFIGURATION} if the heap does not hold the plan
   */
  static SeedPlan of(SeedSettings settings) {
    requireMemory(settings.count(), Runtime.getRuntime().maxMemory());
    Vocabulary words = Vocabulary.of(settings.locale());
    Courses courses = new Courses(settings);
    People people = new People(settings);
    Companies companies = new Companies(settings, words);
    RunPlan runs = new RunPlan(settings, courses);
    BuyerPlan buyers = new BuyerPlan(settings, runs, people);
    Purchases purchases = new Purchases(settings, courses, runs, buyers);
    List<SeedTable> tables =
        Stream.of(
                new CatalogueTables(settings, words, courses).tables(),
                new PeopleTables(settings, words, courses, people, companies).tables(),
                new SalesTables(settings, words, runs, purchases).tables(),
                new GraduateTables(settings, words, courses, runs, purchases, companies).tables(),
                new BlogTables(settings, words, people).tables())
            .flatMap(List::stream)
            .toList();
    return new SeedPlan(tables, runs.start(0) - Math.toIntExact(settings.asOf().toEpochDay()));
  }

  static void requireMemory(int count, long maxBytes) {
    long needed = BYTES_PER_COUNT * count + BYTES_OF_ALL_ELSE;
    if (needed > maxBytes) {
      throw new PlatformException(
          ErrorCode.INVALID_CONFIGURATION,
          "seeding %d rows a table takes a heap of %d MiB, and there are %d%nSet EDU_JAVA_OPTS=-Xmx%dm, or ask for fewer."
              .formatted(count, mebibytes(needed), mebibytes(maxBytes), mebibytes(needed)));
    }
  }

  private static long mebibytes(long bytes) {
    return Math.ceilDiv(bytes, 1 << 20);
  }

  List<SeedTable> tables() {
    return tables;
  }

  /** Return how many days after as-of the first run starts: it tells as-of by the run. */
  int firstRunStart() {
    return firstRunStart;
  }
}
