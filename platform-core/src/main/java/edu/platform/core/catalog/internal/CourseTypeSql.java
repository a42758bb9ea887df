package edu.platform.core.catalog.internal;

import edu.platform.core.db.Sql;

/** SQL that writes the ways to buy a course. */
public final class CourseTypeSql {

  private static final String COLUMNS =
      "id, kind, type_name, discount, surcharge, active, created_at, updated_at, version";

  /** Makes a way to buy. */
  public static final Sql INSERT =
      Sql.named(
          "catalog.insert-course-type",
          """
          INSERT INTO course_type (kind, type_name, discount, surcharge, active, created_at, updated_at)
          VALUES (:kind, :name, :discount, :surcharge, :active, :now, :now)
          RETURNING
          """
              + COLUMNS);

  /** A way to buy that nobody else changes until the end of the transaction. */
  public static final Sql LOCK =
      Sql.named(
          "catalog.lock-course-type",
          "SELECT " + COLUMNS + " FROM course_type WHERE id = :id FOR NO KEY UPDATE");

  /** Changes what people write about a way to buy. */
  public static final Sql UPDATE =
      Sql.named(
          "catalog.update-course-type",
          """
          UPDATE course_type
             SET type_name = :name, discount = :discount, surcharge = :surcharge, active = :active,
                 updated_at = :now, version = version + 1
           WHERE id = :id
          RETURNING
          """
              + COLUMNS);

  private CourseTypeSql() {}
}
