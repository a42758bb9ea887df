package edu.platform.cli.seed;

import edu.platform.cli.seed.RunPlan.State;
import java.util.List;

/** The tables of schema version 3 about runs and their sale. */
final class SalesTables {

  /** The course types that the platform itself relies on have the ids from 1 to this. */
  static final int COURSE_TYPES = CourseType.values().length;

  private static final int DAY = 86_400;

  /** Runs are announced so long before they begin. */
  private static final int ANNOUNCED_DAYS = 240;

  /** Kind, discount and surcharge of each course type, by id from 1 (requirement R6.2). */
  private enum CourseType {
    STANDARD("basic", 0, 0),
    STUDENTS("reduced", 10, 0),
    DISABLED("reduced", 20, 0),
    VETERAN("reduced", 70, 0),
    EXTENDED("extended_career", 0, 25);

    private final String kind;
    private final int discount;
    private final int surcharge;

    CourseType(String kind, int discount, int surcharge) {
      this.kind = kind;
      this.discount = discount;
      this.surcharge = surcharge;
    }
  }

  private final SeedSettings settings;
  private final Vocabulary words;
  private final RunPlan runs;
  private final Purchases purchases;
  private final RowRandom random;

  SalesTables(SeedSettings settings, Vocabulary words, RunPlan runs, Purchases purchases) {
    this.settings = settings;
    this.words = words;
    this.runs = runs;
    this.purchases = purchases;
    this.random = new RowRandom(settings.randomSeed(), "sales");
  }

  List<SeedTable> tables() {
    return List.of(
        SeedTable.table("course_type", 3)
            .identity("id")
            .columns(
                "id",
                "kind",
                "type_name",
                "discount",
                "surcharge",
                "active",
                "created_at",
                "updated_at",
                "version")
            .fixed()
            .rows(COURSE_TYPES, this::courseType),
        SeedTable.table("course_calendar", 3)
            .identity("id")
            .columns(
                "id",
                "course_id",
                "start_date",
                "end_sales_date",
                "end_date",
                "capacity",
                "remaining_places",
                "cancelled_at",
                "created_at",
                "updated_at",
                "version")
            .after("course")
            .rows(runs.runs(), this::run),
        SeedTable.table("purchase", 3)
            .identity("purchase_id")
            .columns(
                "purchase_id",
                "user_id",
                "course_id",
                "calendar_id",
                "purchase_date",
                "course_type_id",
                "total_price",
                "currency",
                "purchase_status",
                "expires_at",
                "paid_at",
                "closed_at",
                "refunded_amount",
                "created_at",
                "updated_at",
                "version")
            .after("users", "course_calendar", "course_type")
            .rows(
                purchases.count(), (unit, out) -> purchases.write(unit, settings.currency(), out)));
  }

  private void courseType(int unit, CopyBuffer out) {
    CourseType type = CourseType.values()[unit];
    out.number(unit + 1)
        .code(type.kind)
        .text(words.courseTypes().get(unit))
        .number(type.discount)
        .number(type.surcharge)
        .flag(true)
        .unedited(CatalogueTables.LISTS_CREATED, CatalogueTables.LISTS_CREATED)
        .endRow();
  }

  private void run(int run, CopyBuffer out) {
    int capacity = runs.capacity(run);
    long created =
        (long) (runs.start(run) - ANNOUNCED_DAYS) * DAY
            + random.below(run, 1, 10 * 3600)
            + 6 * 3600;
    out.number(run + 1)
        .number(runs.course(run))
        .day(runs.start(run))
        .day(runs.endOfSales(run))
        .day(runs.end(run))
        .number(capacity)
        .number(capacity - runs.active(run));
    if (runs.state(run) == State.CANCELLED) {
      long cancelled = (long) runs.cancelledOn(run) * DAY + 6 * 3600;
      out.moment(cancelled).unedited(created, cancelled);
    } else {
      out.none().unedited(created, created);
    }
    out.endRow();
  }
}
