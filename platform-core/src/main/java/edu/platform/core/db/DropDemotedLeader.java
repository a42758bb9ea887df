package edu.platform.core.db;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * HikariCP keeps a connection that answers 25006, though its server is no longer the leader: drop
 * it.
 */
final class DropDemotedLeader implements SQLExceptionOverride {

  // Both names in full: the interface has a member called Override.
  @java.lang.Override
  public SQLExceptionOverride.Override adjudicate(SQLException failure) {
    return SqlFailures.leaderIsElsewhere(failure)
        ? SQLExceptionOverride.Override.MUST_EVICT
        : SQLExceptionOverride.Override.CONTINUE_EVICT;
  }
}
