package edu.platform.cli.seed;

import java.util.List;

/** The tables of schema version 3 about those who passed: certificates, reviews, careers. */
final class GraduateTables {

  private static final int DAY = 86_400;
  private static final int DAY_BEGINS = 6 * 3600;
  private static final int DAY_LASTS = 14 * 3600;
  private static final String CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int CODE_LENGTH = 26;

  /** Shares of the ratings 5, 4, 3 and 2 or better. */
  private static final double[] RATINGS = {0.45, 0.75, 0.90, 0.96};

  private static final int EXTENDED_MONTHS = 6;
  private static final int USUAL_MONTHS = 3;
  private static final int MOST_MONTHS = 12;

  /** Fewer than a month has, so that days counted with it stay within the period. */
  private static final int DAYS_A_MONTH = 28;

  private final SeedSettings settings;
  private final Vocabulary words;
  private final Courses courses;
  private final RunPlan runs;
  private final Purchases purchases;
  private final Companies companies;
  private final RowRandom random;
  private final int today;
  private final EvenSelection certificates;
  private final EvenSelection reviews;
  private final EvenSelection students;
  private final BlockCounts applications;
  private final BlockCounts hired;
  private final HarmonicWeights hires;
  private final Permutation hireOrder;

  GraduateTables(
      SeedSettings settings,
      Vocabulary words,
      Courses courses,
      RunPlan runs,
      Purchases purchases,
      Companies companies) {
    this.settings = settings;
    this.words = words;
    this.courses = courses;
    this.runs = runs;
    this.purchases = purchases;
    this.companies = companies;
    this.random = new RowRandom(settings.randomSeed(), "graduates");
    this.today = (int) settings.asOf().toEpochDay();
    int count = settings.count();
    this.certificates = new EvenSelection(runs.finished(), Shares.percent(count, 120));
    this.reviews = new EvenSelection(certificates.chosen(), count);
    this.students = new EvenSelection(certificates.chosen(), count);
    // The same random numbers shuffle both patterns the same way: who is hired has applied.
    this.applications = new BlockCounts(random, 1, count, 1, 0, 0, 0, 1, 1, 1, 1, 1, 2, 3);
    this.hired = new BlockCounts(random, 1, count, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1);
    this.hires = new HarmonicWeights(companies.activeCount(), hired.total());
    this.hireOrder = random.permutation(hired.total(), 2);
  }

  List<SeedTable> tables() {
    int count = settings.count();
    return List.of(
        SeedTable.table("certificate", 3)
            .identity("certificate_id")
            .columns(
                "certificate_id",
                "user_id",
                "course_id",
                "purchase_id",
                "issue_date",
                "code",
                "issued_by",
                "revoked_at",
                "created_at",
                "updated_at",
                "version")
            .after("purchase", "employee")
            .rows(certificates.chosen(), this::certificate),
        SeedTable.table("career_center_student", 3)
            .identity("id")
            .columns(
                "id",
                "user_id",
                "course_id",
                "cv_url",
                "career_support_start",
                "support_period",
                "extended",
                "created_at",
                "updated_at",
                "version")
            .after("certificate")
            .rows(count, this::student),
        SeedTable.table("partner_company", 3)
            .identity("company_id")
            .columns(
                "company_id",
                "short_name",
                "full_name",
                "hired_graduates_count",
                "requirements",
                "agreement_status",
                "created_at",
                "updated_at",
                "version")
            .rows(count, (unit, out) -> company(unit + 1, out)),
        SeedTable.table("job_application", 3)
            .identity("id")
            .columns(
                "id",
                "student_id",
                "company_id",
                "application_date",
                "status",
                "status_changed_at",
                "created_at",
                "updated_at",
                "version")
            .after("career_center_student", "partner_company")
            .rows(count, this::applicationsOf),
        SeedTable.table("course_rating", 3)
            .key("course_id")
            .columns("course_id", "reviews_count", "rating_sum")
            .after("course")
            .rows(count, (unit, out) -> ratingOf(unit + 1, out)),
        SeedTable.table("course_review", 3)
            .identity("review_id")
            .columns(
                "review_id",
                "course_id",
                "user_id",
                "purchase_id",
                "rating",
                "comment",
                "review_date",
                "created_at",
                "updated_at",
                "version")
            .after("purchase")
            .rows(count, this::review));
  }

  private int purchaseOfCertificate(int certificate) {
    return runs.finishedPurchase(certificates.element(certificate));
  }

  private int issueDay(int certificate, int run) {
    return runs.end(run) + random.between(certificate, 3, 1, 10);
  }

  private void certificate(int certificate, CopyBuffer out) {
    int purchase = purchaseOfCertificate(certificate);
    int run = runs.runOfPurchase(purchase);
    int course = runs.course(run);
    int issueDay = issueDay(certificate, run);
    long created = (long) issueDay * DAY + DAY_BEGINS;
    out.number(certificate + 1)
        .number(purchases.user(purchase))
        .number(course)
        .number(purchase + 1)
        .day(issueDay)
        .next();
    code(certificate, out);
    out.number(courses.teacher(course, 0));
    // Not of those in care: their certificate entitles them.
    if (!students.has(certificate) && random.chance(certificate, 4, 5)) {
      long revoked = (today - 2L) * DAY + DAY_BEGINS;
      out.moment(revoked).unedited(created, revoked);
    } else {
      out.none().unedited(created, created);
    }
    out.endRow();
  }

  /** Thirteen letters of each of two random numbers. */
  private void code(int certificate, CopyBuffer out) {
    StringBuilder code = new StringBuilder(CODE_LENGTH);
    for (int half = 0; half < 2; half++) {
      long bits = random.bits(certificate, 5 + half);
      for (int i = 0; i < CODE_LENGTH / 2; i++) {
        code.append(CODE_LETTERS.charAt((int) (bits >>> (i * 5)) & 31));
      }
    }
    out.append(code.toString());
  }

  /** Reviews skip other certificates than careers do: they are chosen from the far end. */
  private int certificateOfReview(int review) {
    return certificates.chosen() - 1 - reviews.element(reviews.chosen() - 1 - review);
  }

  private boolean reviewed(int certificate) {
    return reviews.has(certificates.chosen() - 1 - certificate);
  }

  private int rating(int certificate, int course) {
    double place =
        random.chance(certificate, 7, 35) ? courses.dislike(course) : random.unit(certificate, 8);
    int rating = 5;
    for (double share : RATINGS) {
      if (place < share) {
        return rating;
      }
      rating--;
    }
    return rating;
  }

  private void review(int review, CopyBuffer out) {
    int certificate = certificateOfReview(review);
    int purchase = purchaseOfCertificate(certificate);
    int run = runs.runOfPurchase(purchase);
    int course = runs.course(run);
    int rating = rating(certificate, course);
    long written = moment(runs.end(run) + random.between(certificate, 9, 2, 26), certificate, 10);
    out.number(review + 1)
        .number(course)
        .number(purchases.user(purchase))
        .number(purchase + 1)
        .number(rating);
    if (random.chance(certificate, 11, 85)) {
      List<Phrase> comments = words.phrases("reviews-" + rating);
      out.text(comments.get(random.below(certificate, 12, comments.size())));
    } else {
      out.none();
    }
    out.moment(written).unedited(written, written).endRow();
  }

  private void ratingOf(int course, CopyBuffer out) {
    int first = certificates.rank(runs.finishedBefore(course));
    int end = certificates.rank(runs.finishedBefore(course + 1));
    int count = 0;
    long sum = 0;
    for (int certificate = first; certificate < end; certificate++) {
      if (reviewed(certificate)) {
        count++;
        sum += rating(certificate, course);
      }
    }
    if (count > 0) {
      out.number(course).number(count).number(sum).endRow();
    }
  }

  private int careDay(int student, int certificate, int run) {
    return issueDay(certificate, run) + random.below(student, 13, 15);
  }

  private int careMonths(int student, boolean extended) {
    int least = extended ? EXTENDED_MONTHS : USUAL_MONTHS;
    return random.chance(student, 14, 10) ? random.between(student, 15, least, MOST_MONTHS) : least;
  }

  private void student(int student, CopyBuffer out) {
    int certificate = students.element(student);
    int purchase = purchaseOfCertificate(certificate);
    int run = runs.runOfPurchase(purchase);
    boolean extended = purchases.extendedCareer(purchase);
    int start = careDay(student, certificate, run);
    long created = (long) start * DAY + DAY_BEGINS;
    out.number(student + 1).number(purchases.user(purchase)).number(runs.course(run));
    if (applications.count(student) > 0 || random.chance(student, 16, 60)) {
      out.code("https://cv.example.org/students/").append(student + 1);
    } else {
      out.none();
    }
    out.day(start)
        .number(careMonths(student, extended))
        .flag(extended)
        .unedited(created, created)
        .endRow();
  }

  private void company(int company, CopyBuffer out) {
    boolean active = companies.active(company);
    long created = (today - random.between(company, 17, 740, 900)) * (long) DAY + DAY_BEGINS;
    out.number(company);
    companies.names(company, out);
    out.number(active ? hires.of(companies.activeRank(company)) : 0).next();
    List<Template> sentences = words.templates("company-requirements");
    int first = random.below(company, 18, sentences.size());
    int more = random.between(company, 19, 1, 3);
    List<Phrase> technologies =
        words
            .specializations()
            .get(random.below(company, 20, words.specializations().size()))
            .technologies();
    Phrase technology = technologies.get(random.below(company, 21, technologies.size()));
    for (int i = 0; i <= more; i++) {
      if (i > 0) {
        out.appendSpace();
      }
      sentences.get((first + i) % sentences.size()).appendTo(out, technology);
    }
    out.code(active ? "active" : inactive(company)).unedited(created, created).endRow();
  }

  private String inactive(int company) {
    int percent = random.below(company, 22, 100);
    return percent < 40 ? "negotiating" : percent < 60 ? "suspended" : "ended";
  }

  /**
   * Write the applications of one student, oldest first; only the last can be open or a success.
   */
  private void applicationsOf(int student, CopyBuffer out) {
    int count = applications.count(student);
    if (count == 0) {
      return;
    }
    int certificate = students.element(student);
    int purchase = purchaseOfCertificate(certificate);
    int start = careDay(student, certificate, runs.runOfPurchase(purchase));
    int days = careMonths(student, purchases.extendedCareer(purchase)) * DAYS_A_MONTH;
    boolean open = start + days > today;
    int lastDay = Math.min(start + days, today - 3);
    int before = applications.before(student);
    for (int i = 0; i < count; i++) {
      int application = before + i;
      int first = start + (lastDay - start) * i / count;
      int day = random.between(application, 23, first, start + (lastDay - start) * (i + 1) / count);
      boolean last = i == count - 1;
      boolean isHired = last && hired.count(student) == 1;
      String status = isHired ? "hired" : status(application, last && open);
      int company =
          isHired
              ? companies.activeCompany(hires.rankOf((int) hireOrder.apply(hired.before(student))))
              : companies.activeCompany(1 + random.below(application, 24, companies.activeCount()));
      long applied = moment(day, application, 25);
      long changed =
          status.equals("applied")
              ? applied
              : moment(
                  Math.min(today - 1, day + random.between(application, 26, 1, 14)),
                  application,
                  27);
      out.number(application + 1)
          .number(student + 1)
          .number(company)
          .day(day)
          .code(status)
          .moment(changed)
          .unedited(applied, changed)
          .endRow();
    }
  }

  private String status(int application, boolean mayBeOpen) {
    int percent = random.below(application, 28, 100);
    if (!mayBeOpen) {
      return percent < 75 ? "rejected" : "withdrawn";
    }
    return percent < 45
        ? "applied"
        : percent < 75
            ? "interviewed"
            : percent < 85 ? "offered" : percent < 95 ? "rejected" : "withdrawn";
  }

  private long moment(int day, int row, int column) {
    return (long) day * DAY + DAY_BEGINS + random.below(row, column, DAY_LASTS);
  }
}
