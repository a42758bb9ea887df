package edu.platform.core.blog.internal;

import edu.platform.core.accounts.PersonalRecords;
import edu.platform.core.accounts.PersonalTable;
import edu.platform.core.change.Change;
import java.util.List;

/** What a person wrote for the blog. It stays, without a name. */
public final class BlogRecords implements PersonalRecords {

  @Override
  public List<PersonalTable> tables() {
    return List.of(
        new PersonalTable(
            "blog_post",
            """
            SELECT t.post_id, t.author_id, t.title, t.publication_date, t.topic, t.reading_time_minutes,
                   t.cover_image_url, t.content, t.status, t.created_at, t.updated_at, t.version,
                   ARRAY(SELECT g.name
                           FROM post_tag p
                           JOIN tag g ON g.tag_id = p.tag_id
                          WHERE p.post_id = t.post_id
                          ORDER BY g.name) AS tags
              FROM blog_post t
             WHERE t.author_id IN (SELECT e.id FROM employee e WHERE e.user_id = :account_id)
             ORDER BY t.post_id\
            """));
  }

  @Override
  public void erase(Change change, int accountId) {
    // The account's row has lost the name: nothing here says whose it is.
  }
}
