package edu.platform.core.db;

import edu.platform.core.ErrorCode;
import edu.platform.core.Keyset;
import edu.platform.core.Page;
import edu.platform.core.PageRequest;
import edu.platform.core.PlatformException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A list with optional conditions, read page by page by keyset: the first and the last page cost
 * the same, and rows that come meanwhile neither repeat nor hide others (requirement R10.7).
 * Conditions that are not asked for are not in the statement, so that the planner sees which index
 * fits.
 */
public final class ListQuery {

  private final String name;
  private final String columns;
  private final String from;
  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> parameters = new HashMap<>();
  private String sortColumn = "";
  private KeyType sortType = KeyType.INTEGER;
  private boolean descending;
  private String idColumn = "";

  private ListQuery(String name, String columns, String from) {
    this.name = name;
    this.columns = columns;
    this.from = from;
  }

  /**
   * Begin a list.
   *
   * @param name what metrics and logs call it, such as {@code catalog.courses}
   * @param columns what is selected
   * @param from tables and joins
   * @return the list, without conditions
   */
  public static ListQuery select(String name, String columns, String from) {
    return new ListQuery(name, columns, from);
  }

  /**
   * Add a condition without a parameter.
   *
   * @param condition SQL
   * @return this
   */
  public ListQuery where(String condition) {
    conditions.add(condition);
    return this;
  }

  /**
   * Add a condition if there is a value for it.
   *
   * @param condition SQL with the parameter
   * @param parameter its name
   * @param value its value; nothing is added without one
   * @return this
   */
  public ListQuery where(String condition, String parameter, Optional<?> value) {
    value.ifPresent(
        present -> {
          conditions.add(condition);
          parameters.put(parameter, present);
        });
    return this;
  }

  /**
   * Add a condition on how a text begins, in any case, if there is a value for it.
   *
   * @param column SQL that gives the text in lower case, as its index has it
   * @param parameter its name
   * @param prefix how the text must begin; nothing is added without one
   * @return this
   */
  public ListQuery whereBegins(String column, String parameter, Optional<String> prefix) {
    return where(column + " LIKE :" + parameter, parameter, prefix.map(ListQuery::likePrefix));
  }

  private static String likePrefix(String text) {
    return text.toLowerCase(Locale.ROOT)
            .replace("\\", "\\\\")
            .replace("%", "\\%")
            .replace("_", "\\_")
        + "%";
  }

  /**
   * Give a value to a parameter that the tables, columns or conditions name.
   *
   * @param parameter its name
   * @param value its value
   * @return this
   */
  public ListQuery with(String parameter, Object value) {
    parameters.put(parameter, value);
    return this;
  }

  /**
   * Set the order.
   *
   * @param column to sort by
   * @param type of the column
   * @param down whether the largest comes first
   * @param id unique column that decides between equal values, in the same direction
   * @return this
   */
  public ListQuery orderBy(String column, KeyType type, boolean down, String id) {
    this.sortColumn = column;
    this.sortType = type;
    this.descending = down;
    this.idColumn = id;
    return this;
  }

  /**
   * Read a page.
   *
   * @param database where
   * @param request which page
   * @param mapper makes an object of a row
   * @param <T> what a row becomes
   * @return the page
   * @throws PlatformException {@code INVALID_REQUEST} if the keyset is not one of this order; else
   *     as {@link Database#query}
   */
  public <T> Page<T> page(Database database, PageRequest request, Function<Row, T> mapper) {
    List<String> all = new ArrayList<>(conditions);
    Map<String, Object> values = new HashMap<>(parameters);
    request
        .after()
        .ifPresent(
            after -> {
              if (!sortType.accepts(after.value())) {
                throw new PlatformException(
                    ErrorCode.INVALID_REQUEST, "the keyset is not one of the order of " + name);
              }
              all.add(
                  "("
                      + sortType.sorted(sortColumn)
                      + ", "
                      + idColumn
                      + (descending ? ") < (" : ") > (")
                      + sortType.afterValue()
                      + ", :after_id)");
              values.put("after_value", after.value());
              values.put("after_id", after.id());
            });
    // One row more than asked for tells whether there is a next page.
    values.put("page_limit", request.limit() + 1);
    String direction = descending ? " DESC" : "";
    String text =
        "SELECT "
            + columns
            + ", "
            + sortType.asText(sortColumn)
            + " AS sort_value, "
            + idColumn
            + " AS sort_id FROM "
            + from
            + (all.isEmpty() ? "" : " WHERE " + String.join(" AND ", all))
            + " ORDER BY "
            + sortType.sorted(sortColumn)
            + direction
            + ", "
            + idColumn
            + direction
            + " LIMIT :page_limit";
    List<Keyed<T>> rows =
        database.query(
            Sql.named(name, text),
            values,
            row ->
                new Keyed<>(
                    mapper.apply(row), new Keyset(row.text("sort_value"), row.bigint("sort_id"))));
    boolean more = rows.size() > request.limit();
    List<Keyed<T>> shown = more ? rows.subList(0, request.limit()) : rows;
    return new Page<>(
        shown.stream().map(Keyed::item).toList(),
        more ? Optional.of(shown.getLast().key()) : Optional.empty());
  }

  private record Keyed<T>(T item, Keyset key) {}
}
