package edu.platform.cli.seed;

import java.util.List;
import java.util.stream.Stream;

/** All tables of one seeding, in an order in which each comes after those it refers to. */
final class SeedPlan {

  private final List<SeedTable> tables;
  private final int firstRunStart;

  private SeedPlan(List<SeedTable> tables, int firstRunStart) {
    this.tables = tables;
    this.firstRunStart = firstRunStart;
  }

  static SeedPlan of(SeedSettings settings) {
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

  List<SeedTable> tables() {
    return tables;
  }

  /** Return how many days after as-of the first run starts: it tells as-of by the run. */
  int firstRunStart() {
    return firstRunStart;
  }
}
