package edu.platform.web.broken.one;

import java.sql.Connection;

record UsesJdbc(Connection connection) {}
