-- Whether somebody still has their groups is asked of the identity provider while they are signed in, by the refresh
-- token that it gave. It is good for one question where a provider changes it with each, so that one server asks at a time.
ALTER TABLE signin.session
  ADD COLUMN refresh_token bytea,
  ADD COLUMN confirmed_at timestamptz,
  ADD COLUMN asked_at timestamptz,
  ADD COLUMN asking boolean NOT NULL DEFAULT false;
-- Some give such a token only to who asks for access while people are away.
ALTER TABLE signin.provider ADD COLUMN offline_access boolean NOT NULL DEFAULT false;
