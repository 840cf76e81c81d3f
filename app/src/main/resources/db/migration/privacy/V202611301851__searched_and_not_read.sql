-- How many tables or files of a store could not be read: then nobody knows whether they hold somebody.
ALTER TABLE privacy.erasure_search ADD COLUMN unread bigint NOT NULL DEFAULT 0;

-- Where somebody who is erased stands in what others were packed by, these are packed without it.
CREATE POLICY the_product_packs_anew ON egress.sent FOR UPDATE USING (tenant = (SELECT state.tenant_as('SYSTEM')));
