package edu.platform.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/erd.md} shows the migrated schema, all of it and nothing else. */
class ErdIT {

  private static final Path PAGE = Path.of("..", "docs", "erd.md");

  private static final Pattern DIAGRAM =
      Pattern.compile("(?ms)^```mermaid\\nerDiagram\\n(.*?)^```$");
  private static final Pattern TABLE = Pattern.compile(" {4}(\\w+) \\{");
  private static final Pattern COLUMN =
      Pattern.compile(" {8}(\\S+) (\\w+)(?: ([PFU]K(?:,[FU]K)*))?(?: \"([^\"]*)\")?");
  private static final Pattern FOREIGN_KEY =
      Pattern.compile(" {4}(\\w+) (\\|[|o]--o[{|]) (\\w+) : \"(\\w+)\"");

  @Test
  void pageShowsTheTablesColumnsAndForeignKeysOfTheSchema() throws IOException {
    TestServer server = TestServer.empty().migrated();

    Page page = Page.parse(Files.readString(PAGE));

    assertThat(page.tables().keySet()).isEqualTo(new TreeSet<>(tables(server).keySet()));
    tables(server)
        .forEach(
            (table, columns) -> assertThat(page.tables().get(table)).as(table).isEqualTo(columns));
    assertThat(page.foreignKeys()).containsExactlyInAnyOrderElementsOf(foreignKeys(server));
  }

  /** What the page says: columns by table, each as {@code type name keys null?}. */
  private record Page(Map<String, List<String>> tables, List<String> foreignKeys) {

    static Page parse(String text) {
      Map<String, List<String>> tables = new TreeMap<>();
      List<String> foreignKeys = new ArrayList<>();
      for (Matcher diagram = DIAGRAM.matcher(text); diagram.find(); ) {
        List<String> columns = null;
        for (String line : diagram.group(1).lines().toList()) {
          Matcher table = TABLE.matcher(line);
          Matcher column = COLUMN.matcher(line);
          Matcher foreignKey = FOREIGN_KEY.matcher(line);
          if (table.matches()) {
            columns = new ArrayList<>();
            assertThat(tables.put(table.group(1), columns)).as("drawn twice: " + line).isNull();
          } else if (columns != null && column.matches()) {
            columns.add(column(column));
          } else if (line.equals("    }")) {
            columns = null;
          } else {
            assertThat(line).matches(FOREIGN_KEY);
            foreignKey.matches();
            foreignKeys.add(
                String.join(
                    " ",
                    foreignKey.group(1),
                    foreignKey.group(2),
                    foreignKey.group(3),
                    foreignKey.group(4)));
          }
        }
      }
      return new Page(tables, foreignKeys);
    }

    private static String column(Matcher column) {
      String keys = column.group(3) == null ? "" : column.group(3);
      String note = column.group(4) == null ? "" : column.group(4);
      boolean nullable = note.equals("nullable") || note.startsWith("nullable; ");
      return "%s %s %s %s"
          .formatted(column.group(1), column.group(2), keys, nullable ? "null" : "not null");
    }
  }

  private static Map<String, List<String>> tables(TestServer server) {
    List<String> rows =
        server.query(
            """
            SELECT concat_ws(' ', c.relname, replace(format_type(a.atttypid, a.atttypmod), 'timestamp with time zone', 'timestamptz'),
                             a.attname,
                             array_to_string(ARRAY[
                                 CASE WHEN EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'p'
                                                      AND a.attnum = ANY (k.conkey)) THEN 'PK' END,
                                 CASE WHEN EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'f'
                                                      AND a.attnum = ANY (k.conkey)) THEN 'FK' END,
                                 CASE WHEN EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'u'
                                                      AND k.conkey = ARRAY[a.attnum]) THEN 'UK' END], ','),
                             CASE WHEN a.attnotnull THEN 'not null' ELSE 'null' END)
              FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
             WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
               AND c.relname <> 'flyway_schema_history'
             ORDER BY c.relname, a.attnum
            """);
    Map<String, List<String>> tables = new TreeMap<>();
    for (String row : rows) {
      int space = row.indexOf(' ');
      tables
          .computeIfAbsent(row.substring(0, space), _ -> new ArrayList<>())
          .add(row.substring(space + 1));
    }
    return tables;
  }

  /**
   * A child must name a parent unless a column may be null; a key within the columns makes it one.
   */
  private static List<String> foreignKeys(TestServer server) {
    return server.query(
        """
        SELECT concat_ws(' ', f.confrelid::regclass,
                         CASE WHEN EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = f.conrelid
                                              AND a.attnum = ANY (f.conkey) AND NOT a.attnotnull)
                              THEN '|o' ELSE '||' END
                         || '--'
                         || CASE WHEN EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = f.conrelid
                                                 AND k.contype IN ('p', 'u') AND k.conkey <@ f.conkey)
                                 THEN 'o|' ELSE 'o{' END,
                         f.conrelid::regclass, f.conname)
          FROM pg_constraint f
         WHERE f.connamespace = 'public'::regnamespace AND f.contype = 'f'
        """);
  }
}
