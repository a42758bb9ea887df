-- Rights of the application's role, which differs from the owner of the schema: it reads and writes rows and changes nothing else.
--
-- Runs at every migrate (the next line changes its checksum): the role may have been made since, and tables come version by
-- version, so it grants on those that exist.
-- ${flyway:timestamp}

DO $grants$
DECLARE
    app_role CONSTANT text := '${app_role}';
    relation record;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = app_role) THEN
        RAISE NOTICE 'No role "%": nothing granted. Make it and migrate again, or serve as the owner.', app_role;
        RETURN;
    END IF;
    -- Taking rights back from the owner would stop the owner's own purging.
    IF app_role = current_user THEN
        RAISE NOTICE 'The application''s role "%" owns the schema: nothing granted or taken back.', app_role;
        RETURN;
    END IF;

    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), app_role);
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %I',
                   current_schema(), app_role);
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT USAGE ON SEQUENCES TO %I',
                   current_schema(), app_role);

    -- What others own in this schema (an extension's views, say) is theirs to grant.
    FOR relation IN
        SELECT c.oid::regclass AS name, c.relname, c.relkind
          FROM pg_class c
         WHERE c.relnamespace = current_schema()::regnamespace
           AND c.relkind IN ('r', 'p', 'S')
           AND pg_has_role(c.relowner, 'USAGE')
         ORDER BY c.relname
    LOOP
        CASE
            WHEN relation.relkind = 'S' THEN
                EXECUTE format('GRANT USAGE ON SEQUENCE %s TO %I', relation.name, app_role);
            WHEN relation.relname = 'audit_log' THEN
                -- Append-only. The default privileges of an earlier run may have given more.
                EXECUTE format('GRANT SELECT, INSERT ON %s TO %I', relation.name, app_role);
                EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %s FROM %I', relation.name, app_role);
            WHEN relation.relname = 'flyway_schema_history' THEN
                -- Read by the server, which refuses to start on a schema that is too old for it.
                EXECUTE format('GRANT SELECT ON %s TO %I', relation.name, app_role);
                EXECUTE format('REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON %s FROM %I', relation.name, app_role);
            ELSE
                EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO %I', relation.name, app_role);
        END CASE;
    END LOOP;
END;
$grants$;
