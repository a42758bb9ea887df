package edu.platform.core.catalog;

import static java.util.Objects.requireNonNull;

import edu.platform.core.cache.DocumentCache;
import edu.platform.core.cache.DocumentKind;
import edu.platform.core.change.Change;

/** The cached pages of courses. */
final class CourseCards {

  private final DocumentCache documents;

  CourseCards(DocumentCache documents) {
    this.documents = requireNonNull(documents, "documents");
  }

  /** Has the pages of a course forgotten once a change of what they show is committed. */
  void forget(Change change, int courseId) {
    String key = Integer.toString(courseId);
    change.afterCommit(
        () -> {
          documents.invalidate(DocumentKind.COURSE_CARD, key);
          documents.invalidate(DocumentKind.OLD_COURSE, key);
        });
  }
}
