package edu.platform.core.accounts;

import static java.util.Objects.requireNonNull;

/**
 * A table with rows about a person, as an export shows it.
 *
 * @param name of the table
 * @param select the rows about {@code :account_id}, in order; all columns but secrets, and others'
 *     names
 */
public record PersonalTable(String name, String select) {

  /** Checks that both are there. */
  public PersonalTable {
    requireNonNull(name, "name");
    requireNonNull(select, "select");
  }
}
