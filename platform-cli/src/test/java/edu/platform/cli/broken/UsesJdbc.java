package edu.platform.cli.broken;

import java.sql.Connection;
import java.sql.SQLException;

/** SQL outside the core. */
final class UsesJdbc {
  boolean closed(Connection connection) throws SQLException {
    return connection.isClosed();
  }
}
