package edu.platform.cli.seed;

import java.util.List;
import java.util.Optional;

/**
 * A table and how its rows are made.
 *
 * @param name of the table
 * @param version of the schema it came with
 * @param key its primary key's columns
 * @param columns all columns that are written, in this order
 * @param identity the column that an identity sequence numbers, if there is one
 * @param after the tables it refers to
 * @param units how many times to call {@code rows}
 * @param unitsPerChunk how many units are made and sent at a time
 * @param fixed whether a migration brings the same rows, so that the table may hold them already
 * @param rows writes the rows of one unit, counted from 0: usually one row
 */
record SeedTable(
    String name,
    int version,
    List<String> key,
    List<String> columns,
    Optional<String> identity,
    List<String> after,
    int units,
    int unitsPerChunk,
    boolean fixed,
    Rows rows) {

  private static final int DEFAULT_UNITS_PER_CHUNK = 512;

  /** Enough to make a commit cheap, few enough to lose little by a kill and to share out well. */
  private static final int CHUNKS_PER_PART = 32;

  /** Writes rows. */
  @FunctionalInterface
  interface Rows {
    void write(int unit, CopyBuffer out);
  }

  static Builder table(String name, int version) {
    return new Builder(name, version);
  }

  /** Return the statement that loads rows into the table, or into another one like it. */
  String copyIn(String into) {
    return "COPY " + into + " (" + String.join(", ", columns) + ") FROM STDIN";
  }

  /** Return the statement that reads what {@link #copyIn} loaded, with exactly the same bytes. */
  String copyOut() {
    return "COPY " + name + " (" + String.join(", ", columns) + ") TO STDOUT";
  }

  int chunks() {
    return Math.ceilDiv(units, unitsPerChunk);
  }

  /**
   * Return how many parts the table has: each is loaded in a transaction of its own, whatever the
   * number of workers, so that a later run finds the same parts.
   */
  int parts() {
    return fixed ? 1 : Math.ceilDiv(chunks(), CHUNKS_PER_PART);
  }

  /** Return the first chunk of a part; that of the part after the last is {@link #chunks}. */
  int firstChunk(int part) {
    return part == parts() ? chunks() : part * CHUNKS_PER_PART;
  }

  /** Make one chunk of rows, counted from 0. */
  CopyBuffer chunk(int chunk) {
    CopyBuffer out = new CopyBuffer();
    int first = chunk * unitsPerChunk;
    int end = Math.min(units, first + unitsPerChunk);
    for (int unit = first; unit < end; unit++) {
      rows.write(unit, out);
    }
    return out;
  }

  /** Collects what most tables have in common. */
  static final class Builder {

    private final String name;
    private final int version;
    private List<String> key = List.of();
    private List<String> columns = List.of();
    private Optional<String> identity = Optional.empty();
    private List<String> after = List.of();
    private int unitsPerChunk = DEFAULT_UNITS_PER_CHUNK;
    private boolean fixed;

    private Builder(String name, int version) {
      this.name = name;
      this.version = version;
    }

    Builder key(String... names) {
      key = List.of(names);
      return this;
    }

    /** The key is a number that an identity sequence goes on with. */
    Builder identity(String column) {
      identity = Optional.of(column);
      return key(column);
    }

    Builder columns(String... names) {
      columns = List.of(names);
      return this;
    }

    Builder after(String... tables) {
      after = List.of(tables);
      return this;
    }

    Builder unitsPerChunk(int units) {
      unitsPerChunk = units;
      return this;
    }

    Builder fixed() {
      fixed = true;
      return this;
    }

    SeedTable rows(int units, Rows rows) {
      return new SeedTable(
          name, version, key, columns, identity, after, units, unitsPerChunk, fixed, rows);
    }
  }
}
