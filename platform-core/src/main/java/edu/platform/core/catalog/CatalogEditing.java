package edu.platform.core.catalog;

import edu.platform.core.PlatformTime;
import edu.platform.core.cache.DocumentCache;
import edu.platform.core.change.Changes;
import edu.platform.core.db.Database;

/** The care of the catalogue and its calendar: all that writes them. */
public final class CatalogEditing {

  private final Categories levels;
  private final Categories specializations;
  private final CourseTypes courseTypes;
  private final Courses courses;
  private final Topics topics;
  private final Teams teams;
  private final Calendar calendar;

  /**
   * Make the use cases.
   *
   * @param database where participants are read
   * @param changes the way to write
   * @param time tells it
   * @param documents which forget what was changed
   */
  @SuppressWarnings("exports") // only Platform calls it
  public CatalogEditing(
      Database database, Changes changes, PlatformTime time, DocumentCache documents) {
    this.levels = Categories.levels(changes);
    this.specializations = Categories.specializations(changes);
    this.courseTypes = new CourseTypes(changes);
    this.courses = new Courses(changes, documents);
    this.topics = new Topics(changes, documents);
    this.teams = new Teams(changes, documents);
    this.calendar = new Calendar(database, changes, time, documents);
  }

  /**
   * Return the care of the levels.
   *
   * @return the use cases
   */
  public Categories levels() {
    return levels;
  }

  /**
   * Return the care of the specialisations.
   *
   * @return the use cases
   */
  public Categories specializations() {
    return specializations;
  }

  /**
   * Return the care of the ways to buy a course.
   *
   * @return the use cases
   */
  public CourseTypes courseTypes() {
    return courseTypes;
  }

  /**
   * Return the care of courses.
   *
   * @return the use cases
   */
  public Courses courses() {
    return courses;
  }

  /**
   * Return the care of topics and projects.
   *
   * @return the use cases
   */
  public Topics topics() {
    return topics;
  }

  /**
   * Return the care of the teams of courses.
   *
   * @return the use cases
   */
  public Teams teams() {
    return teams;
  }

  /**
   * Return the care of the calendar.
   *
   * @return the use cases
   */
  public Calendar calendar() {
    return calendar;
  }
}
