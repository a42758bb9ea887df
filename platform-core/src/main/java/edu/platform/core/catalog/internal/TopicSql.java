package edu.platform.core.catalog.internal;

import edu.platform.core.db.Sql;

/** SQL that writes topics and their projects. */
public final class TopicSql {

  private static final String COLUMNS =
      """
      id, name, description, technologies, labor_intensity_hours, projects_number, created_at,
      updated_at, version\
      """;

  private static final String PROJECT_COLUMNS =
      "project_id, topic_id, name, description, created_at, updated_at, version";

  /** Makes a topic. */
  public static final Sql INSERT =
      Sql.named(
          "catalog.insert-topic",
          """
          INSERT INTO course_topic (name, description, technologies, labor_intensity_hours, created_at,
                                    updated_at)
          VALUES (:name, CAST(:description AS text), CAST(:technologies AS text[]), :hours, :now, :now)
          RETURNING
          """
              + COLUMNS);

  /** A topic that nobody else changes until the end of the transaction, nor its projects. */
  public static final Sql LOCK =
      Sql.named(
          "catalog.lock-topic",
          "SELECT " + COLUMNS + " FROM course_topic WHERE id = :id FOR NO KEY UPDATE");

  /** Changes what people write about a topic. */
  public static final Sql UPDATE =
      Sql.named(
          "catalog.update-topic",
          """
          UPDATE course_topic
             SET name = :name, description = CAST(:description AS text),
                 technologies = CAST(:technologies AS text[]), labor_intensity_hours = :hours,
                 updated_at = :now, version = version + 1
           WHERE id = :id
          RETURNING
          """
              + COLUMNS);

  /** Removes a topic with its projects. */
  public static final Sql DELETE =
      Sql.named("catalog.delete-topic", "DELETE FROM course_topic WHERE id = :id");

  /** Moves the number of a topic's projects, which is no edit of the topic. */
  public static final Sql MOVE_PROJECTS_NUMBER =
      Sql.named(
          "catalog.move-projects-number",
          "UPDATE course_topic SET projects_number = projects_number + :change WHERE id = :id");

  /** Whether courses have a topic, and whether an account teaches one of them. */
  public static final Sql USE =
      Sql.named(
          "catalog.topic-use",
          """
          SELECT EXISTS (SELECT
                           FROM course_topic_association a
                          WHERE a.topic_id = :id) AS is_used,
                 EXISTS (SELECT
                           FROM course_topic_association a
                           JOIN course_teacher ct ON ct.course_id = a.course_id
                           JOIN employee e ON e.id = ct.teacher_id
                          WHERE a.topic_id = :id
                            AND e.user_id = :account_id
                            AND e.dismissed_on IS NULL) AS is_taught
          """);

  /** The courses that have a topic. */
  public static final Sql COURSES =
      Sql.named(
          "catalog.courses-of-topic",
          "SELECT a.course_id FROM course_topic_association a WHERE a.topic_id = :id");

  /** Makes a project. */
  public static final Sql INSERT_PROJECT =
      Sql.named(
          "catalog.insert-project",
          """
          INSERT INTO project (topic_id, name, description, created_at, updated_at)
          VALUES (:topic_id, :name, CAST(:description AS text), :now, :now)
          RETURNING
          """
              + PROJECT_COLUMNS);

  /** The topic of a project. */
  public static final Sql TOPIC_OF_PROJECT =
      Sql.named(
          "catalog.topic-of-project",
          "SELECT topic_id FROM project WHERE project_id = :project_id");

  /** A project that nobody else changes until the end of the transaction. */
  public static final Sql LOCK_PROJECT =
      Sql.named(
          "catalog.lock-project",
          "SELECT "
              + PROJECT_COLUMNS
              + " FROM project WHERE project_id = :project_id FOR NO KEY UPDATE");

  /** Changes what people write about a project. */
  public static final Sql UPDATE_PROJECT =
      Sql.named(
          "catalog.update-project",
          """
          UPDATE project
             SET name = :name, description = CAST(:description AS text), updated_at = :now,
                 version = version + 1
           WHERE project_id = :project_id
          RETURNING
          """
              + PROJECT_COLUMNS);

  /** Removes a project. */
  public static final Sql DELETE_PROJECT =
      Sql.named("catalog.delete-project", "DELETE FROM project WHERE project_id = :project_id");

  private TopicSql() {}
}
