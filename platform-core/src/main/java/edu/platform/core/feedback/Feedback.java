package edu.platform.core.feedback;

import edu.platform.core.cache.DocumentCache;
import edu.platform.core.change.Changes;
import edu.platform.core.db.Database;

/** All that comes of a course once it is over. */
public final class Feedback {

  private final Reviews reviews;
  private final Certificates certificates;

  /**
   * Make the feedback of a database.
   *
   * @param database where its rows are
   * @param changes writes them
   * @param documents holds answers that change with them
   */
  @SuppressWarnings("exports") // only Platform calls it
  public Feedback(Database database, Changes changes, DocumentCache documents) {
    this.reviews = new Reviews(database, changes, documents);
    this.certificates = new Certificates(database, changes, documents);
  }

  /**
   * Return the reviews of courses.
   *
   * @return the use cases
   */
  public Reviews reviews() {
    return reviews;
  }

  /**
   * Return the certificates.
   *
   * @return the use cases
   */
  public Certificates certificates() {
    return certificates;
  }
}
