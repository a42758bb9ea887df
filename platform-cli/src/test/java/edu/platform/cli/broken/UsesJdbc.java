package edu.platform.cli.broken;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** SQL outside the core, by JDBC. */
final class UsesJdbc {
  boolean closed(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection()) {
      return connection.isClosed();
    }
  }
}
