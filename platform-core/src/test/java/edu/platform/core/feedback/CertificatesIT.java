package edu.platform.core.feedback;

import static edu.platform.core.testing.Graduates.ADMIN;
import static edu.platform.core.testing.Graduates.ANNA;
import static edu.platform.core.testing.Graduates.ELENA;
import static edu.platform.core.testing.Graduates.FEDOR;
import static edu.platform.core.testing.Graduates.GALINA;
import static edu.platform.core.testing.Graduates.IVAN;
import static edu.platform.core.testing.Graduates.JULIA;
import static edu.platform.core.testing.Graduates.LIDIA;
import static edu.platform.core.testing.Graduates.MANAGER;
import static edu.platform.core.testing.Graduates.SUPPORT;
import static edu.platform.core.testing.Graduates.assertForgotten;
import static edu.platform.core.testing.Refusals.assertRefused;
import static edu.platform.core.testing.TestDatabase.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.core.PageRequest;
import edu.platform.core.access.Viewer;
import edu.platform.core.cache.DocumentCache;
import edu.platform.core.cache.DocumentKind;
import edu.platform.core.change.Changes;
import edu.platform.core.db.Database;
import edu.platform.core.testing.Graduates;
import edu.platform.core.testing.People;
import edu.platform.core.testing.TestDatabase;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Certificates are issued, seen, checked and revoked. */
class CertificatesIT {

  private static final PageRequest ALL = new PageRequest(100, Optional.empty());
  private static final Optional<LocalDate> WITHOUT_DAY = Optional.empty();

  private static Database database;
  private static DocumentCache documents;
  private static Certificates certificates;

  @BeforeAll
  static void open() {
    database = TestDatabase.open();
    documents = People.cache();
    certificates = new Certificates(database, new Changes(database, TestDatabase.TIME), documents);
  }

  @AfterAll
  static void close() {
    documents.close();
    database.close();
  }

  @BeforeEach
  void reset() {
    Graduates.reset();
  }

  @Test
  void aTeacherOfTheCourseIssuesACertificate() {
    Certificate certificate = certificates.issue(ANNA, 4, WITHOUT_DAY);

    assertThat(certificate)
        .isEqualTo(
            new Certificate(
                50,
                11,
                Optional.of("Lidia"),
                Optional.of("Jones"),
                3,
                "Java с нуля",
                4,
                TODAY,
                certificate.code(),
                Optional.of(101),
                Optional.empty(),
                TestDatabase.TIME.now(),
                TestDatabase.TIME.now(),
                1));
    assertThat(certificate.code()).matches("[0-9A-HJKMNP-TV-Z]{26}");
    assertThat(certificates.certificate(LIDIA, 50)).contains(certificate);
    assertThat(Graduates.audit(database))
        .singleElement()
        .asString()
        .startsWith("certificate.issued certificate 50 by 1: ")
        .contains("\"purchase_id\": \"4\"")
        .doesNotContain(certificate.code());
  }

  @Test
  void aReviewerOfTheCourseAndAnAdminDoToo() {
    assertThat(certificates.issue(GALINA, 4, WITHOUT_DAY).issuedBy()).contains(107);
    assertThat(certificates.issue(ADMIN, 21, WITHOUT_DAY).issuedBy()).contains(900);
  }

  @Test
  void nobodyElseDoes() {
    for (Viewer other : List.of(ELENA, FEDOR, IVAN, MANAGER, SUPPORT)) {
      assertRefused("validation_failed", () -> certificates.issue(other, 4, WITHOUT_DAY));
    }
    assertRefused("validation_failed", () -> certificates.issue(ANNA, 999, WITHOUT_DAY));
    TestDatabase.execute("UPDATE employee SET dismissed_on = '2026-06-01' WHERE id = 101");
    assertRefused("validation_failed", () -> certificates.issue(ANNA, 4, WITHOUT_DAY));
  }

  @Test
  void theRunMustHaveFinishedAndBePaid() {
    assertRefused("not_finished", () -> certificates.issue(ANNA, 22, WITHOUT_DAY)); // ends today
    assertRefused("not_finished", () -> certificates.issue(ANNA, 5, WITHOUT_DAY)); // to come
    assertRefused("not_finished", () -> certificates.issue(ANNA, 7, WITHOUT_DAY)); // refunded
    TestDatabase.execute("UPDATE course_calendar SET end_date = end_date - 1 WHERE id = 20");

    assertThat(certificates.issue(ANNA, 22, WITHOUT_DAY).issueDate()).isEqualTo(TODAY);
  }

  @Test
  void theDayIsAfterTheRunAndNotAhead() {
    LocalDate end = TODAY.minusDays(50);

    assertRefused("validation_failed", () -> certificates.issue(ANNA, 4, Optional.of(end)));
    assertRefused(
        "validation_failed", () -> certificates.issue(ANNA, 4, Optional.of(TODAY.plusDays(1))));

    assertThat(certificates.issue(ANNA, 4, Optional.of(end.plusDays(1))).issueDate())
        .isEqualTo(end.plusDays(1));
  }

  @Test
  void aPersonHasOneCertificateOfACourse() throws InterruptedException {
    assertRefused("already_exists", () -> certificates.issue(ANNA, 1, WITHOUT_DAY));
    assertRefused("already_exists", () -> certificates.issue(ANNA, 3, WITHOUT_DAY)); // revoked
    Callable<Object> issue = () -> certificates.issue(ANNA, 4, WITHOUT_DAY).userId();

    assertThat(Graduates.atOnce(List.of(issue, issue)))
        .containsExactlyInAnyOrder(11, "already_exists");
  }

  @Test
  void holdersTheTeamAndTheCareerCentreSeeThem() {
    assertThat(seenBy(IVAN)).containsExactly(20, 1);
    assertThat(seenBy(LIDIA)).isEmpty();
    assertThat(seenBy(ANNA)).containsExactly(20, 3, 2, 1);
    assertThat(seenBy(FEDOR)).containsExactly(3, 2, 1);
    assertThat(seenBy(GALINA)).containsExactly(3, 2, 1);
    assertThat(seenBy(ELENA)).containsExactly(21);
    assertThat(seenBy(MANAGER)).containsExactly(21, 20, 3, 2, 1);
    assertThat(seenBy(ADMIN)).containsExactly(21, 20, 3, 2, 1);
    assertThat(seenBy(SUPPORT)).isEmpty();
  }

  private static List<Integer> seenBy(Viewer viewer) {
    List<Integer> listed =
        certificates.certificates(viewer, Optional.empty(), Optional.empty(), ALL).items().stream()
            .map(Certificate::id)
            .toList();
    for (int id : List.of(1, 2, 3, 20, 21)) {
      assertThat(certificates.certificate(viewer, id).isPresent())
          .as("certificate %s by id", id)
          .isEqualTo(listed.contains(id));
    }
    return listed;
  }

  @Test
  void listsAreNarrowedByHolderAndCourse() {
    assertThat(certificates.certificates(MANAGER, Optional.of(8), Optional.empty(), ALL).items())
        .extracting(Certificate::id)
        .containsExactly(20, 1);
    assertThat(certificates.certificates(MANAGER, Optional.of(8), Optional.of(7), ALL).items())
        .extracting(Certificate::id)
        .containsExactly(20);
    assertThat(certificates.certificates(IVAN, Optional.of(9), Optional.empty(), ALL).items())
        .isEmpty();
  }

  @Test
  void whoeverIsShownACodeChecksIt() {
    assertThat(certificates.check("ooooo-ooooo-ooooo-ooooo-ooo-ool"))
        .contains(
            new CertificateCheck(
                "00000000000000000000000001",
                Optional.of("Ivan"),
                Optional.of("Green"),
                3,
                "Java с нуля",
                LocalDate.of(2026, 1, 1),
                true,
                Optional.empty()));
    assertThat(certificates.check("00000000000000000000000003").orElseThrow())
        .matches(check -> !check.valid() && check.revokedAt().isPresent());
    assertThat(certificates.check("00000000000000000000000009")).isEmpty();
    assertThat(certificates.check("' OR 1 = 1")).isEmpty();
  }

  @Test
  void anAdminRevokesForGood() {
    assertRefused("forbidden", () -> certificates.revoke(ANNA, 1));
    assertRefused("not_found", () -> certificates.revoke(ADMIN, 999));
    assertRefused("invalid_state", () -> certificates.revoke(ADMIN, 3));

    Certificate revoked = certificates.revoke(ADMIN, 1);

    assertThat(revoked.revokedAt()).contains(TestDatabase.TIME.now());
    assertThat(revoked.version()).isEqualTo(2);
    assertThat(certificates.check(revoked.code()).orElseThrow().valid()).isFalse();
    assertRefused("invalid_state", () -> certificates.revoke(ADMIN, 1));
    assertThat(Graduates.audit(database))
        .containsExactly(
            "certificate.revoked certificate 1 by 900: {\"revoked_at\": null} -> {\"revoked_at\": \""
                + TestDatabase.TIME.now()
                + "\"}");
  }

  @Test
  void whatIsCachedOfGraduatesIsForgotten() {
    assertForgotten(
        documents,
        DocumentKind.COURSE_STATISTICS,
        "3",
        () -> certificates.issue(ANNA, 4, WITHOUT_DAY));
    assertForgotten(
        documents, DocumentKind.COURSE_STATISTICS, "3", () -> certificates.revoke(ADMIN, 2));
  }

  @Test
  void theHolderIsNamelessOnceErased() {
    TestDatabase.execute(
        """
        UPDATE users SET name = NULL, surname = NULL, birthdate = NULL, email = NULL, hashed_password = NULL,
                         erased_at = now()
         WHERE account_id = 9
        """);

    assertThat(certificates.check("00000000000000000000000002").orElseThrow())
        .matches(check -> check.name().isEmpty() && check.surname().isEmpty() && check.valid());
    assertThat(certificates.certificate(ADMIN, 2).orElseThrow().name()).isEmpty();
    assertRefused("unauthenticated", () -> certificates.revoke(JULIA, 2));
  }
}
