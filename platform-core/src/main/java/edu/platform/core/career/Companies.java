package edu.platform.core.career;

import static java.util.Objects.requireNonNull;

import edu.platform.core.ExpectedVersion;
import edu.platform.core.Page;
import edu.platform.core.PageRequest;
import edu.platform.core.Patch;
import edu.platform.core.PlatformException;
import edu.platform.core.RefusedException;
import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.career.internal.CareerSql;
import edu.platform.core.change.Change;
import edu.platform.core.change.Changes;
import edu.platform.core.change.Difference;
import edu.platform.core.db.Database;
import edu.platform.core.db.KeyType;
import edu.platform.core.db.ListQuery;
import edu.platform.core.db.Row;
import edu.platform.core.db.Sql;
import edu.platform.core.db.Values;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Partner companies and the agreements with them (requirement R7.2).
 *
 * <p>Every method throws {@link PlatformException} with a code of kind {@code UNAVAILABLE} if the
 * database does not answer in time.
 */
public final class Companies {

  private static final String ENTITY = "partner_company";

  private final Database database;
  private final Changes changes;

  /**
   * Make the companies of a database.
   *
   * @param database where they are
   * @param changes writes them
   */
  @SuppressWarnings("exports") // only Platform calls it
  public Companies(Database database, Changes changes) {
    this.database = requireNonNull(database, "database");
    this.changes = requireNonNull(changes, "changes");
  }

  /**
   * List companies by id.
   *
   * @param namePrefix how the short name begins, in any case
   * @param agreement only those with such an agreement
   * @param page which part
   * @return the page
   */
  public Page<Company> companies(
      Optional<String> namePrefix, Optional<AgreementStatus> agreement, PageRequest page) {
    return ListQuery.select("career.companies", CareerSql.COMPANY_COLUMNS, "partner_company p")
        .whereBegins("lower(p.short_name)", "prefix", namePrefix)
        .where(
            "p.agreement_status = :agreement_status",
            "agreement_status",
            agreement.map(AgreementStatus::code))
        .orderBy("p.company_id", KeyType.INTEGER, false, "p.company_id")
        .page(database, page, Companies::company);
  }

  /**
   * Return a company.
   *
   * @param id of the company
   * @return the company, or empty
   */
  public Optional<Company> company(int id) {
    return database.one(CareerSql.COMPANY_BY_ID, Map.of("id", id), Companies::company);
  }

  /**
   * Add a company, with which an agreement is being negotiated.
   *
   * @param viewer a career manager
   * @param shortName as it is called
   * @param fullName its legal name
   * @param requirements what it expects of graduates
   * @return the company
   * @throws RefusedException {@code already_exists} if another has the legal name
   */
  public Company add(Viewer viewer, String shortName, String fullName, String requirements) {
    return make(
        "career.add-company",
        viewer,
        change -> {
          refuseTwice(change, fullName);
          AgreementStatus agreement = AgreementStatus.NEGOTIATING;
          int id =
              change
                  .one(
                      CareerSql.INSERT_COMPANY,
                      Values.of("short_name", shortName)
                          .with("full_name", fullName)
                          .with("requirements", requirements)
                          .with("agreement_status", agreement.code())
                          .with("now", change.now())
                          .map(),
                      row -> row.integer("company_id"))
                  .orElseThrow();
          change.audit(
              "company.added",
              ENTITY,
              id,
              Difference.none()
                  .added("short_name", shortName)
                  .added("full_name", fullName)
                  .added("requirements", requirements)
                  .added("agreement_status", agreement.code()));
          return read(change, CareerSql.COMPANY_BY_ID, id);
        });
  }

  /**
   * Change what a company is called or expects.
   *
   * @param viewer a career manager
   * @param id of the company
   * @param expected which version the viewer knows
   * @param shortName as it is called
   * @param fullName its legal name
   * @param requirements what it expects of graduates
   * @return the company as it is now
   * @throws RefusedException {@code not_found}, {@code stale_etag}, {@code already_exists} if
   *     another has the legal name
   */
  public Company change(
      Viewer viewer,
      int id,
      ExpectedVersion expected,
      Patch<String> shortName,
      Patch<String> fullName,
      Patch<String> requirements) {
    return make(
        "career.change-company",
        viewer,
        change -> {
          Company old = read(change, CareerSql.LOCK_COMPANY, id);
          expected.check(old.version());
          Wording wording =
              new Wording(
                  shortName.or(old.shortName()),
                  fullName.or(old.fullName()),
                  requirements.or(old.requirements()));
          refuseTwice(change, wording.fullName());
          return update(change, "company.changed", old, wording, old.agreementStatus());
        });
  }

  /**
   * Move the agreement with a company.
   *
   * @param viewer a career manager
   * @param id of the company
   * @param to the status that is wanted
   * @return the company as it is now
   * @throws RefusedException {@code not_found}, {@code invalid_state} if there is no such move
   */
  public Company moveAgreement(Viewer viewer, int id, AgreementStatus to) {
    return make(
        "career.move-agreement",
        viewer,
        change -> {
          Company old = read(change, CareerSql.LOCK_COMPANY, id);
          AgreementStatus.byCode().get(old.agreementStatus()).requireMove(to);
          Wording same = new Wording(old.shortName(), old.fullName(), old.requirements());
          return update(change, "company.agreement_moved", old, same, to.code());
        });
  }

  /**
   * Delete a company that nobody has applied to.
   *
   * @param viewer a career manager
   * @param id of the company
   * @param expected which version the viewer knows
   * @throws RefusedException {@code not_found}, {@code stale_etag}, {@code in_use}
   */
  public void delete(Viewer viewer, int id, ExpectedVersion expected) {
    make(
        "career.delete-company",
        viewer,
        change -> {
          Company old = read(change, CareerSql.LOCK_COMPANY, id);
          expected.check(old.version());
          change.refuseOn(
              "job_application_company_id_fk",
              () ->
                  RefusedException.conflict(
                      "in_use", "expected no application to company " + id + ", found some"));
          change.execute(CareerSql.DELETE_COMPANY, Map.of("id", id));
          change.audit(
              "company.deleted",
              ENTITY,
              id,
              Difference.none()
                  .removed("short_name", old.shortName())
                  .removed("full_name", old.fullName())
                  .removed("requirements", old.requirements())
                  .removed("agreement_status", old.agreementStatus()));
          return old;
        });
  }

  private Company make(String name, Viewer viewer, Function<Change, Company> work) {
    return changes.make(
        name,
        viewer,
        change -> {
          change.viewer().require(Role.CAREER_MANAGER);
          return work.apply(change);
        });
  }

  private static Company update(
      Change change, String action, Company old, Wording wording, String agreement) {
    change.execute(
        CareerSql.UPDATE_COMPANY,
        Values.of("id", old.id())
            .with("short_name", wording.shortName())
            .with("full_name", wording.fullName())
            .with("requirements", wording.requirements())
            .with("agreement_status", agreement)
            .with("now", change.now())
            .map());
    change.audit(
        action,
        ENTITY,
        old.id(),
        Difference.none()
            .changed("short_name", old.shortName(), wording.shortName())
            .changed("full_name", old.fullName(), wording.fullName())
            .changed("requirements", old.requirements(), wording.requirements())
            .changed("agreement_status", old.agreementStatus(), agreement));
    return read(change, CareerSql.COMPANY_BY_ID, old.id());
  }

  private static Company read(Change change, Sql sql, int id) {
    return change
        .one(sql, Map.of("id", id), Companies::company)
        .orElseThrow(() -> RefusedException.notFound("company " + id));
  }

  private static void refuseTwice(Change change, String fullName) {
    change.refuseOn(
        "partner_company_full_name_uq",
        () ->
            RefusedException.conflict(
                "already_exists", "there is a company with the full name " + fullName));
  }

  static Company company(Row row) {
    return new Company(
        row.integer("company_id"),
        row.text("short_name"),
        row.text("full_name"),
        row.integer("hired_graduates_count"),
        row.text("requirements"),
        row.text("agreement_status"),
        row.instant("created_at"),
        row.instant("updated_at"),
        row.integer("version"));
  }

  private record Wording(String shortName, String fullName, String requirements) {}
}
