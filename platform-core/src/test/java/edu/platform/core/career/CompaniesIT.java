package edu.platform.core.career;

import static edu.platform.core.testing.Graduates.ADMIN;
import static edu.platform.core.testing.Graduates.IVAN;
import static edu.platform.core.testing.Graduates.MANAGER;
import static edu.platform.core.testing.Graduates.SUPPORT;
import static edu.platform.core.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.core.ExpectedVersion;
import edu.platform.core.PageRequest;
import edu.platform.core.Patch;
import edu.platform.core.access.Viewer;
import edu.platform.core.change.Changes;
import edu.platform.core.db.Database;
import edu.platform.core.testing.Graduates;
import edu.platform.core.testing.TestDatabase;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Partner companies are cared for. */
class CompaniesIT {

  private static final PageRequest ALL = new PageRequest(100, Optional.empty());

  private static Database database;
  private static Companies companies;

  @BeforeAll
  static void open() {
    database = TestDatabase.open();
    companies = new Companies(database, new Changes(database, TestDatabase.TIME));
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void reset() {
    Graduates.reset();
  }

  @Test
  void aManagerAddsACompanyToNegotiateWith() {
    Company company = companies.add(MANAGER, "Dune", "Dune Limited", "Go\nand Rust");

    assertThat(company)
        .isEqualTo(
            new Company(
                50,
                "Dune",
                "Dune Limited",
                0,
                "Go\nand Rust",
                "negotiating",
                TestDatabase.TIME.now(),
                TestDatabase.TIME.now(),
                1));
    assertThat(companies.company(50)).contains(company);
    assertThat(Graduates.audit(database))
        .singleElement()
        .asString()
        .startsWith("company.added partner_company 50 by 901: ")
        .contains("\"full_name\": \"Dune Limited\"");
  }

  @Test
  void nobodyElseWritesAny() {
    for (Viewer other : List.of(IVAN, SUPPORT)) {
      assertRefused("forbidden", () -> companies.add(other, "Dune", "Dune Limited", "Go"));
      assertRefused("forbidden", () -> rename(other, 1, "Dune"));
      assertRefused(
          "forbidden", () -> companies.moveAgreement(other, 1, AgreementStatus.SUSPENDED));
      assertRefused("forbidden", () -> companies.delete(other, 2, ExpectedVersion.ANY));
    }
    assertThat(companies.add(ADMIN, "Dune", "Dune Limited", "Go").id()).isPositive();
  }

  @Test
  void legalNamesAreUnique() {
    assertRefused(
        "already_exists", () -> companies.add(MANAGER, "Acme", "Acme Incorporated", "Java"));
    assertRefused("already_exists", () -> rename(MANAGER, 2, "Acme Incorporated"));
  }

  @Test
  void whatIsGivenIsChanged() {
    Company changed =
        companies.change(
            MANAGER,
            1,
            ExpectedVersion.oneOf(Set.of(1)),
            Patch.keep(),
            Patch.keep(),
            Patch.set("Java 25"));

    assertThat(changed)
        .isEqualTo(
            new Company(
                1,
                "Acme",
                "Acme Incorporated",
                1,
                "Java 25",
                "active",
                changed.createdAt(),
                TestDatabase.TIME.now(),
                2));
    assertThat(Graduates.audit(database))
        .containsExactly(
            "company.changed partner_company 1 by 901: {\"requirements\": \"Java\"} ->"
                + " {\"requirements\": \"Java 25\"}");
    assertRefused(
        "stale_etag",
        () ->
            companies.change(
                MANAGER,
                1,
                ExpectedVersion.oneOf(Set.of(1)),
                Patch.set("A"),
                Patch.keep(),
                Patch.keep()));
    assertRefused("not_found", () -> rename(MANAGER, 999, "A"));
  }

  @Test
  void agreementsMoveAsTheTableSays() {
    assertThat(companies.moveAgreement(MANAGER, 1, AgreementStatus.SUSPENDED).agreementStatus())
        .isEqualTo("suspended");
    assertRefused(
        "invalid_state", () -> companies.moveAgreement(MANAGER, 1, AgreementStatus.SUSPENDED));
    assertRefused("not_found", () -> companies.moveAgreement(MANAGER, 999, AgreementStatus.ACTIVE));
    assertThat(Graduates.audit(database))
        .containsExactly(
            "company.agreement_moved partner_company 1 by 901: {\"agreement_status\": \"active\"}"
                + " -> {\"agreement_status\": \"suspended\"}");
  }

  @Test
  void aCompanyThatNobodyAppliedToIsDeleted() {
    assertRefused("in_use", () -> companies.delete(MANAGER, 1, ExpectedVersion.ANY));
    assertRefused("not_found", () -> companies.delete(MANAGER, 999, ExpectedVersion.ANY));
    assertRefused(
        "stale_etag", () -> companies.delete(MANAGER, 2, ExpectedVersion.oneOf(Set.of(2))));

    companies.delete(MANAGER, 2, ExpectedVersion.oneOf(Set.of(1)));

    assertThat(companies.company(2)).isEmpty();
    assertThat(Graduates.audit(database))
        .singleElement()
        .asString()
        .startsWith("company.deleted partner_company 2 by 901: ");
  }

  @Test
  void companiesAreFoundByNameAndAgreement() {
    assertThat(found(Optional.empty(), Optional.empty())).containsExactly(1, 2, 3, 4);
    assertThat(found(Optional.of("AC"), Optional.empty())).containsExactly(1, 4);
    assertThat(found(Optional.of("%"), Optional.empty())).isEmpty();
    assertThat(found(Optional.empty(), Optional.of(AgreementStatus.ACTIVE))).containsExactly(1, 2);
    assertThat(found(Optional.of("ac"), Optional.of(AgreementStatus.NEGOTIATING)))
        .containsExactly(4);
  }

  private static List<Integer> found(Optional<String> prefix, Optional<AgreementStatus> agreement) {
    return companies.companies(prefix, agreement, ALL).items().stream().map(Company::id).toList();
  }

  private static Company rename(Viewer viewer, int id, String fullName) {
    return companies.change(
        viewer, id, ExpectedVersion.ANY, Patch.keep(), Patch.set(fullName), Patch.keep());
  }
}
