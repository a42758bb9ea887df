package edu.platform.core.broken.one;

import java.sql.Connection;

record UsesJdbc(Connection connection) {}
