package edu.platform.core.feedback.internal;

import edu.platform.core.accounts.PersonalRecords;
import edu.platform.core.accounts.PersonalTable;
import edu.platform.core.change.Change;
import java.util.List;

/** What a person wrote about courses and was certified. All of it stays, without a name. */
public final class FeedbackRecords implements PersonalRecords {

  @Override
  public List<PersonalTable> tables() {
    return List.of(
        new PersonalTable(
            "course_review",
            """
            SELECT t.review_id, t.course_id, t.purchase_id, t.rating, t.comment, t.review_date,
                   t.created_at, t.updated_at, t.version
              FROM course_review t
             WHERE t.user_id = :account_id
             ORDER BY t.review_id\
            """),
        new PersonalTable(
            "certificate",
            """
            SELECT t.certificate_id, t.course_id, t.purchase_id, t.issue_date, t.code, t.issued_by,
                   t.revoked_at, t.created_at, t.updated_at, t.version
              FROM certificate t
             WHERE t.user_id = :account_id
             ORDER BY t.certificate_id\
            """));
  }

  @Override
  public void erase(Change change, int accountId) {
    // The account's row has lost the name: nothing here says whose it is.
  }
}
