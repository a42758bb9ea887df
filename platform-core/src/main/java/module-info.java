/** Domain, use cases and storage of the education platform. */
module edu.platform.core {
  requires transitive io.helidon.config; // appears in Platform.start(Config)
  requires transitive io.helidon.metrics.api; // appears in Platform.metrics()
  requires com.github.benmanes.caffeine;
  requires com.zaxxer.hikari;
  requires io.helidon.dbclient; // stays inside core.db, as does the next
  requires io.helidon.dbclient.jdbc;
  requires io.helidon.security.jwt; // signs and verifies access tokens, in core.accounts
  requires jakarta.json; // what tokens are written in
  requires java.sql;
  requires org.commonmark; // tells code from raw HTML in posts
  requires org.postgresql.jdbc;
  requires password4j; // Argon2id, in core.accounts
  requires redisson;
  // Explicit modules that Redisson, an automatic one, cannot ask for itself:
  requires io.netty.handler;
  requires io.netty.resolver.dns;
  requires org.yaml.snakeyaml;

  exports edu.platform.core;
  exports edu.platform.core.access;
  exports edu.platform.core.accounts;
  exports edu.platform.core.audit;
  exports edu.platform.core.blog;
  exports edu.platform.core.cache;
  exports edu.platform.core.career;
  exports edu.platform.core.catalog;
  exports edu.platform.core.change;
  exports edu.platform.core.config;
  exports edu.platform.core.db to
      edu.platform.cli; // bulk loading for the seeder
  exports edu.platform.core.feedback;
  exports edu.platform.core.purchases;
  exports edu.platform.core.reports;
  exports edu.platform.core.staff;
}
