package edu.platform.cli.failover.drill;

import edu.platform.cli.failover.Endpoints;
import edu.platform.cli.failover.PatroniClient;
import edu.platform.cli.failover.Sql;
import java.util.Map;
import java.util.Optional;

/**
 * What drills work with.
 *
 * @param endpoints where everything is
 * @param patroni asks and changes the cluster
 * @param docker breaks and heals
 * @param owner the port for writes, as the owner of the schema
 * @param monitor the port for writes, as a role that sees all standbys
 * @param members their own addresses by name, as the owner of the schema
 * @param restUser of Patroni's REST API
 * @param restPassword of it
 * @param state what is broken
 * @param rate of each kind of write, a second
 * @param synchronous whether synchronous replication stays on; off only to see the checker find
 *     what is lost without it
 * @param limits what a drill may cost
 * @param shop purchases through the API, if it is there
 */
public record Setup(
    Endpoints endpoints,
    PatroniClient patroni,
    Docker docker,
    Sql.Server owner,
    Sql.Server monitor,
    Map<String, Sql.Server> members,
    String restUser,
    String restPassword,
    StateFile state,
    double rate,
    boolean synchronous,
    Limits limits,
    Optional<Shop> shop) {

  /** Copies the map. */
  public Setup {
    members = Map.copyOf(members);
  }
}
