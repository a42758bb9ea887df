package edu.platform.cli.seed;

import edu.platform.cli.seed.Vocabulary.PersonName;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The tables of schema version 2. */
final class PeopleTables {

  private static final long FIRST_BIRTH = LocalDate.of(1962, 1, 1).toEpochDay();
  private static final int BIRTH_DAYS = 43 * 365;
  private static final long LAST_DISMISSAL = LocalDate.of(2023, 12, 31).toEpochDay();
  private static final String PICTURES = "https://pictures.example.org/accounts/";

  /** From the first nine digits that have check digits. */
  private static final int FIRST_SNILS = 1_002_000;

  private static final int SNILS_NUMBERS = 1_000_000_000 - FIRST_SNILS;
  private static final int PHONE_DIGITS = 11;

  private final SeedSettings settings;
  private final Vocabulary words;
  private final Courses courses;
  private final People people;
  private final Companies companies;
  private final RowRandom random;
  private final BlockCounts withSnils;
  private final Permutation snils;

  PeopleTables(
      SeedSettings settings,
      Vocabulary words,
      Courses courses,
      People people,
      Companies companies) {
    this.settings = settings;
    this.words = words;
    this.courses = courses;
    this.people = people;
    this.companies = companies;
    this.random = new RowRandom(settings.randomSeed(), "accounts");
    this.withSnils = new BlockCounts(random, 1, settings.count(), 1, 0, 0, 0, 1, 1);
    this.snils = random.permutation(SNILS_NUMBERS, 2);
  }

  List<SeedTable> tables() {
    int count = settings.count();
    Role[] roles = Role.values();
    return List.of(
        SeedTable.table("role", 2)
            .key("id")
            .columns("id", "name")
            .fixed()
            .rows(
                roles.length,
                (unit, out) -> out.number(roles[unit].id()).code(roles[unit].code()).endRow()),
        SeedTable.table("users", 2)
            .identity("account_id")
            .columns(
                "account_id",
                "name",
                "surname",
                "birthdate",
                "email",
                "hashed_password",
                "profile_picture_url",
                "phone_number",
                "snils_number",
                "blocked_at",
                "erased_at",
                "created_at",
                "updated_at",
                "version")
            .rows(people.users(), (unit, out) -> user(unit + 1, out)),
        SeedTable.table("employee", 2)
            .identity("id")
            .columns(
                "id",
                "user_id",
                "role_id",
                "position",
                "hired_on",
                "dismissed_on",
                "created_at",
                "updated_at",
                "version")
            .after("users", "role")
            .rows(people.employees(), (unit, out) -> employee(unit + 1, out)),
        SeedTable.table("teacher", 2)
            .key("employee_id")
            .columns(
                "employee_id",
                "work_place",
                "overall_experience",
                "specialization_experience",
                "about",
                "created_at",
                "updated_at",
                "version")
            .after("employee")
            .rows(count, (unit, out) -> teacher(unit + 1, out)),
        SeedTable.table("course_teacher", 2)
            .key("teacher_id", "course_id")
            .columns("teacher_id", "course_id")
            .after("teacher", "course")
            .rows(count, (unit, out) -> teachersOf(unit + 1, out)),
        SeedTable.table("course_staff", 2)
            .key("course_id", "employee_id", "duty")
            .columns("course_id", "employee_id", "duty")
            .after("employee", "course")
            .rows(Math.ceilDiv(count, 2), this::duty));
  }

  private void user(int user, CopyBuffer out) {
    boolean female = random.chance(user, 3, 48);
    PersonName name = pick(words.names(female), user, 4);
    PersonName surname = pick(words.surnames(female), user, 5);
    boolean customer = user <= settings.count();
    long opened = people.accountOpened(user);
    out.number(user)
        .text(name.name())
        .text(surname.name())
        .day(FIRST_BIRTH + random.below(user, 6, BIRTH_DAYS));
    Optional<String> demo = people.demoEmail(user);
    if (demo.isPresent()) {
      out.code(demo.get());
    } else {
      out.code(name.latin()).append(".").append(surname.latin()).append(user);
      out.append("@example.org");
    }
    out.code(DemoAccounts.PASSWORD_HASH);
    if (customer && random.chance(user, 7, 70)) {
      out.none();
    } else {
      out.code(PICTURES).append(user).append(".jpg");
    }
    if (random.chance(user, 8, 60)) {
      phone(user, out);
    } else {
      out.none();
    }
    if (customer && withSnils.count(user - 1) == 1) {
      snils(FIRST_SNILS + (int) snils.apply(user), out);
    } else {
      out.none();
    }
    out.none().none().unedited(opened, opened).endRow();
  }

  private void phone(int user, CopyBuffer out) {
    String prefix = settings.locale().phonePrefix();
    out.code(prefix);
    for (int digit = prefix.length() - 1; digit < PHONE_DIGITS; digit++) {
      out.append(random.below(user, 20 + digit, 10));
    }
  }

  /** Write nine digits and the two that check them (requirements section 5). */
  private static void snils(int number, CopyBuffer out) {
    int sum = 0;
    int rest = number;
    for (int weight = 1; weight <= 9; weight++) {
      sum += weight * (rest % 10);
      rest /= 10;
    }
    out.next();
    for (int divisor = 100_000_000; divisor > 0; divisor /= 10) {
      out.append(number / divisor % 10);
    }
    int check = sum % 101 % 100;
    out.append(check / 10).append(check % 10);
  }

  private void employee(int employee, CopyBuffer out) {
    int user = people.userOfEmployee(employee);
    Role role = people.roleOfEmployee(employee);
    long opened = people.accountOpened(user);
    long hiredOn = opened / 86_400 + random.below(employee, 10, 30);
    out.number(employee)
        .number(user)
        .number(role.id())
        .text(pick(words.phrases("positions-" + role.code()), employee, 11))
        .day(hiredOn);
    // Only those go whom nothing else refers to.
    boolean dismissed =
        role == Role.SUPPORT && people.demoEmail(user).isEmpty() && random.chance(employee, 12, 10);
    long updated = opened;
    if (dismissed) {
      long lastDay = LAST_DISMISSAL - random.below(employee, 13, 100);
      out.day(lastDay);
      updated = lastDay * 86_400;
    } else {
      out.none();
    }
    out.unedited(opened, updated).endRow();
  }

  private void teacher(int employee, CopyBuffer out) {
    int overall = random.between(employee, 14, 1, 35);
    long opened = people.accountOpened(people.userOfEmployee(employee));
    out.number(employee).next();
    companies.appendWorkPlace(employee, out);
    out.number(overall).number(random.between(employee, 15, 1, overall));
    if (random.chance(employee, 16, 85)) {
      out.text(pick(words.phrases("teacher-abouts"), employee, 17));
    } else {
      out.none();
    }
    out.unedited(opened, opened).endRow();
  }

  private void teachersOf(int course, CopyBuffer out) {
    for (int place = 0; place < courses.teachers(course); place++) {
      out.number(courses.teacher(course, place)).number(course).endRow();
    }
  }

  /** The more popular half of the courses' first half has a mentor and a reviewer each. */
  private void duty(int unit, CopyBuffer out) {
    int pair = unit / 2;
    boolean mentor = unit % 2 == 0;
    out.number(pair + 1)
        .number(
            mentor
                ? people.mentorEmployee(pair % people.mentors())
                : people.reviewerEmployee(pair % people.reviewers()))
        .code(mentor ? Role.MENTOR.code() : Role.REVIEWER.code())
        .endRow();
  }

  private <T> T pick(List<T> all, int row, int column) {
    return all.get(random.below(row, column, all.size()));
  }
}
