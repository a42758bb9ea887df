package edu.platform.cli.failover;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Where everything is.
 *
 * @param patroni REST addresses of the members
 * @param database the port for writes
 * @param replicas the port for reads
 * @param etcd its members
 * @param haproxy its statistics
 * @param api its address through HAProxy
 * @param redis {@code redis://host:port}
 */
public record Endpoints(
    List<URI> patroni,
    Optional<Sql.Server> database,
    Optional<Sql.Server> replicas,
    List<URI> etcd,
    Optional<URI> haproxy,
    Optional<URI> api,
    Optional<RedisServer> redis) {

  /** Copies the lists. */
  public Endpoints {
    patroni = List.copyOf(patroni);
    etcd = List.copyOf(etcd);
  }

  /** A Redis, with the user for a ping. */
  public record RedisServer(String host, int port, String user, String password) {
    /** Leaves the password out. */
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }
}
