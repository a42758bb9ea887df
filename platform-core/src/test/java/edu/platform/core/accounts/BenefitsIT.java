package edu.platform.core.accounts;

import static edu.platform.core.testing.People.ADMIN;
import static edu.platform.core.testing.People.ANALYST;
import static edu.platform.core.testing.People.CUSTOMER;
import static edu.platform.core.testing.People.STRANGER;
import static edu.platform.core.testing.People.SUPPORT;
import static edu.platform.core.testing.People.TEACHER;
import static edu.platform.core.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.core.access.Viewer;
import edu.platform.core.change.Changes;
import edu.platform.core.db.Database;
import edu.platform.core.testing.People;
import edu.platform.core.testing.Rows;
import edu.platform.core.testing.TestDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Benefits that support confirms (requirement R6.2), and who sees them (section 8). */
class BenefitsIT {

  private static final int STANDARD = 1;
  private static final int STUDENTS = 2;
  private static final int VETERAN = 4;
  private static final int EXTENDED = 5;
  private static final LocalDate TODAY = TestDatabase.TODAY;

  private Database database;
  private Benefits benefits;

  @BeforeEach
  void open() {
    TestDatabase.reset();
    People.insert();
    database = TestDatabase.open();
    benefits = new Benefits(database, new Changes(database, TestDatabase.TIME));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void supportConfirmsABenefitAndTheOwnerSeesIt() {
    Instant now = TestDatabase.TIME.now();

    benefits.confirm(SUPPORT, 904, VETERAN, TODAY);
    benefits.confirm(ADMIN, 904, STUDENTS, TODAY.plusYears(1));

    List<Benefit> expected =
        List.of(
            new Benefit(STUDENTS, "Students", TODAY.plusYears(1), 201, now, now),
            new Benefit(VETERAN, "Veteran", TODAY, 202, now, now));
    for (Viewer viewer : List.of(CUSTOMER, SUPPORT, ADMIN)) {
      assertThat(benefits.of(viewer, 904)).isEqualTo(expected);
    }
    assertThat(benefits.of(STRANGER, 905)).isEmpty();
  }

  @Test
  void forOthersTheyDoNotExist() {
    benefits.confirm(SUPPORT, 904, VETERAN, TODAY);

    for (Viewer other : List.of(STRANGER, ANALYST, TEACHER)) {
      assertRefused("not_found", () -> benefits.of(other, 904));
    }
    assertRefused("not_found", () -> benefits.of(SUPPORT, 13));
    assertRefused("not_found", () -> benefits.of(SUPPORT, 999));
  }

  @Test
  void aBenefitIsConfirmedAnewUntilAnotherDay() {
    benefits.confirm(SUPPORT, 904, VETERAN, TODAY);
    benefits.confirm(ADMIN, 904, VETERAN, TODAY.plusDays(1));

    assertThat(benefits.of(CUSTOMER, 904))
        .singleElement()
        .matches(benefit -> benefit.validUntil().equals(TODAY.plusDays(1)))
        .matches(benefit -> benefit.confirmedBy() == 201);
    assertThat(Rows.of(database, "SELECT version AS value FROM user_benefit")).containsExactly("2");
  }

  @Test
  void theLogSaysThatThereIsOneAndNotWhich() {
    benefits.confirm(SUPPORT, 904, VETERAN, TODAY);
    benefits.withdraw(SUPPORT, 904, VETERAN);

    assertThat(
            Rows.of(
                database,
                """
                SELECT concat_ws(' ', action, entity, entity_id, before, after) AS value
                  FROM audit_log ORDER BY id
                """))
        .containsExactly(
            "benefit.confirmed user_benefit 904 {\"valid_until\": null} {\"valid_until\": \"changed\"}",
            "benefit.withdrawn user_benefit 904 {\"valid_until\": \"changed\"} {\"valid_until\": null}");
    assertThat(benefits.of(CUSTOMER, 904)).isEmpty();
  }

  @Test
  void onlyReducedWaysToBuyAskForOne() {
    assertRefused("not_reduced", () -> benefits.confirm(SUPPORT, 904, STANDARD, TODAY));
    assertRefused("not_reduced", () -> benefits.confirm(SUPPORT, 904, EXTENDED, TODAY));
    assertRefused("not_found", () -> benefits.confirm(SUPPORT, 904, 99, TODAY));
    assertRefused("not_found", () -> benefits.confirm(SUPPORT, 904, Integer.MAX_VALUE, TODAY));
  }

  @Test
  void aDayThatHasPassedIsRefused() {
    assertRefused(
        "validation_failed", () -> benefits.confirm(SUPPORT, 904, VETERAN, TODAY.minusDays(1)));
    assertThat(benefits.of(CUSTOMER, 904)).isEmpty();
  }

  @Test
  void erasedAndUnknownAccountsHaveNone() {
    assertRefused("not_found", () -> benefits.confirm(SUPPORT, 13, VETERAN, TODAY));
    assertRefused("not_found", () -> benefits.confirm(SUPPORT, 999, VETERAN, TODAY));
    assertRefused("not_found", () -> benefits.withdraw(SUPPORT, 904, VETERAN));
    assertRefused("not_found", () -> benefits.withdraw(SUPPORT, 999, VETERAN));
  }

  @Test
  void nobodyElseConfirmsOrWithdraws() {
    for (Viewer other : List.of(CUSTOMER, TEACHER, ANALYST)) {
      assertRefused("forbidden", () -> benefits.confirm(other, 904, VETERAN, TODAY));
      assertRefused("forbidden", () -> benefits.withdraw(other, 904, VETERAN));
    }
    TestDatabase.execute("UPDATE employee SET dismissed_on = '2026-01-01' WHERE id = 202");
    assertRefused("forbidden", () -> benefits.confirm(SUPPORT, 904, VETERAN, TODAY));
  }
}
