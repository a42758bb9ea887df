package edu.platform.core.catalog.internal;

import edu.platform.core.db.Sql;

/**
 * SQL that writes a table of names and descriptions which courses refer to.
 *
 * @param table whose rows are written
 * @param what a row is called in messages
 * @param nameIsUnique the constraint on names
 * @param coursesRefer the constraint of the courses that refer to a row
 * @param insert makes a row
 * @param lock reads a row until the end of the transaction
 * @param update changes a row
 * @param delete removes a row
 */
public record CategorySql(
    String table,
    String what,
    String nameIsUnique,
    String coursesRefer,
    Sql insert,
    Sql lock,
    Sql update,
    Sql delete) {

  /** The levels. */
  public static final CategorySql LEVELS =
      of("level", "difficulty_level", "difficulty level", "course_difficulty_level_id_fk");

  /** The specialisations. */
  public static final CategorySql SPECIALIZATIONS =
      of(
          "specialization",
          "course_specialization",
          "specialization",
          "course_specialization_id_fk");

  private static CategorySql of(String name, String table, String what, String coursesRefer) {
    String columns = "id, name, description, created_at, updated_at, version";
    return new CategorySql(
        table,
        what,
        table + "_name_uq",
        coursesRefer,
        Sql.named(
            "catalog.insert-" + name,
            """
            INSERT INTO %s (name, description, created_at, updated_at)
            VALUES (:name, CAST(:description AS text), :now, :now)
            RETURNING %s
            """
                .formatted(table, columns)),
        Sql.named(
            "catalog.lock-" + name,
            "SELECT %s FROM %s WHERE id = :id FOR NO KEY UPDATE".formatted(columns, table)),
        Sql.named(
            "catalog.update-" + name,
            """
            UPDATE %s
               SET name = :name, description = CAST(:description AS text), updated_at = :now,
                   version = version + 1
             WHERE id = :id
            RETURNING %s
            """
                .formatted(table, columns)),
        Sql.named("catalog.delete-" + name, "DELETE FROM %s WHERE id = :id".formatted(table)));
  }
}
