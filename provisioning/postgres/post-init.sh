#!/bin/bash
# Patroni's post_init: runs once, on the first leader of a new cluster, before it takes clients. $1 is the connection
# string of the superuser. Makes the database and the roles that are not Patroni's own. The names and passwords come
# from the environment, so they show up in no process list.
set -euo pipefail

# A statement that fails is logged with its text, and these hold passwords.
export PGOPTIONS='-c log_min_error_statement=panic -c log_min_duration_statement=-1'

psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --dbname="$1" <<'SQL'
\getenv database DB_NAME
\getenv owner DB_USER
\getenv owner_password DB_PASSWORD
\getenv app PG_USER
\getenv app_password PG_PASS
\getenv monitor MONITORING_USER
\getenv monitor_password MONITORING_PASSWORD

-- Settings of the old project may use one role for several of these; the first keeps it.
-- The owner may make roles: migrations create the read-only role of the analysts, tools their logins.
SELECT format('CREATE ROLE %I LOGIN CREATEROLE PASSWORD %L', :'owner', :'owner_password')
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'owner') \gexec
-- No rights of its own: the migrations grant it what the API needs.
SELECT format('CREATE ROLE %I LOGIN PASSWORD %L', :'app', :'app_password')
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'app') \gexec
SELECT format('CREATE ROLE %I LOGIN CONNECTION LIMIT 10 PASSWORD %L', :'monitor', :'monitor_password')
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'monitor') \gexec
SELECT format('GRANT pg_monitor TO %I', :'monitor') \gexec

SELECT format('CREATE DATABASE %I OWNER %I', :'database', :'owner')
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \gexec
-- Temporary tables are DDL too: only the owner needs them.
SELECT format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', :'database') \gexec
SQL
