package edu.platform.core.career;

import edu.platform.core.PlatformTime;
import edu.platform.core.cache.DocumentCache;
import edu.platform.core.change.Changes;
import edu.platform.core.db.Database;

/** All of the career centre. */
public final class CareerCentre {

  private final CareerStudents students;
  private final Companies companies;
  private final JobApplications applications;

  /**
   * Make the career centre of a database.
   *
   * @param database where its rows are
   * @param changes writes them
   * @param time tells it
   * @param documents holds answers that change with them
   */
  @SuppressWarnings("exports") // only Platform calls it
  public CareerCentre(
      Database database, Changes changes, PlatformTime time, DocumentCache documents) {
    this.students = new CareerStudents(database, changes, time);
    this.companies = new Companies(database, changes);
    this.applications = new JobApplications(database, changes, documents);
  }

  /**
   * Return the graduates in care.
   *
   * @return the use cases
   */
  public CareerStudents students() {
    return students;
  }

  /**
   * Return the partner companies.
   *
   * @return the use cases
   */
  public Companies companies() {
    return companies;
  }

  /**
   * Return the applications of the ones to the others.
   *
   * @return the use cases
   */
  public JobApplications applications() {
    return applications;
  }
}
