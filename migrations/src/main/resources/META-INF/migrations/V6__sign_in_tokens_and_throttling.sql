-- Sign-in: refresh tokens that rotate, counters of failed attempts, and one-time codes to reset a password.
--
-- They live in the database so that all instances of the API agree on them. Tokens and codes are kept as hashes only: who
-- reads this database, or a backup of it, cannot sign in with what they find.

-- Tokens made from one sign-in are a family: when a used token comes back, the family is revoked.
CREATE TABLE refresh_token (
    family_id  uuid        NOT NULL,
    user_id    integer     NOT NULL,
    token_hash bytea       NOT NULL,
    issued_at  timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz,
    revoked_at timestamptz,
    CONSTRAINT refresh_token_token_hash_pk PRIMARY KEY (token_hash),
    CONSTRAINT refresh_token_user_id_fk FOREIGN KEY (user_id) REFERENCES users (account_id) ON DELETE CASCADE
);

CREATE INDEX refresh_token_user_id_ix ON refresh_token (user_id);
CREATE INDEX refresh_token_family_id_ix ON refresh_token (family_id);
CREATE INDEX refresh_token_expires_at_ix ON refresh_token (expires_at);

COMMENT ON COLUMN refresh_token.used_at IS 'When a successor was issued for it.';

CREATE TABLE login_throttle (
    key               text        NOT NULL,
    failures          integer     NOT NULL,
    window_started_at timestamptz NOT NULL DEFAULT now(),
    locked_until      timestamptz,
    CONSTRAINT login_throttle_key_pk PRIMARY KEY (key),
    CONSTRAINT login_throttle_failures_ck CHECK (failures >= 0)
);

COMMENT ON COLUMN login_throttle.key IS 'Hash of account and address, of an address, or of an account.';
COMMENT ON COLUMN login_throttle.failures IS 'Failed sign-ins since window_started_at.';

CREATE TABLE password_reset (
    code_hash  bytea       NOT NULL,
    user_id    integer     NOT NULL,
    created_by integer     NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz,
    CONSTRAINT password_reset_code_hash_pk PRIMARY KEY (code_hash),
    CONSTRAINT password_reset_user_id_fk FOREIGN KEY (user_id) REFERENCES users (account_id) ON DELETE CASCADE,
    CONSTRAINT password_reset_created_by_fk FOREIGN KEY (created_by) REFERENCES employee (id) ON DELETE RESTRICT
);

CREATE INDEX password_reset_user_id_ix ON password_reset (user_id);
CREATE INDEX password_reset_created_by_ix ON password_reset (created_by);
