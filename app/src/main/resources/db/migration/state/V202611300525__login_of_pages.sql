-- Pages sign in at the database as a role of their own: it reads what policies show, and writes what somebody can do
-- on a page and nothing else. It deletes no person, charges no budget, and writes no audit entry but its caller's.
-- What is made later it may read by default; what it may write, the migration says that makes it.
DO $$
DECLARE
  room text;
  thing text;
BEGIN
  FOR room IN SELECT DISTINCT n.nspname FROM pg_namespace n WHERE n.nspname !~ '^(pg_|information_schema$|public$)'
  LOOP
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO orgscope_pages', room);
  END LOOP;
  FOR thing IN
    SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema$|public$)'
      AND has_table_privilege('orgscope_app', c.oid, 'SELECT')
  LOOP
    EXECUTE format('GRANT SELECT ON %s TO orgscope_pages', thing);
  END LOOP;
END $$;

GRANT EXECUTE ON FUNCTION state.tenant(), state.role(), state.principal(), state.person(), state.take(text),
  directory.sees(uuid), directory.people_seen(), directory.is_erased(uuid),
  audit.append(timestamptz, text, text, text) TO orgscope_pages;

-- It belongs to the verifier.
SET ROLE orgscope_verifier;
GRANT EXECUTE ON FUNCTION state.claims() TO orgscope_pages;
RESET ROLE;

-- To sign in and out. Who may enter a company without a password is chosen by the page itself, of one that the demo
-- made up and of no other.
GRANT UPDATE (used_at) ON access.sign_in_link TO orgscope_pages;
GRANT INSERT, UPDATE, DELETE ON signin.session, signin.unmatched_group TO orgscope_pages;
GRANT INSERT, DELETE ON signin.logout_token TO orgscope_pages;
GRANT UPDATE (cut_list_at) ON signin.provider TO orgscope_pages;
GRANT INSERT, UPDATE ON access.principal TO orgscope_pages;
CREATE POLICY a_page_adds_to_the_demo ON access.principal AS RESTRICTIVE FOR INSERT TO orgscope_pages
  WITH CHECK (EXISTS (SELECT FROM directory.tenant t WHERE t.tenant = (SELECT state.tenant()) AND t.made_by_demo));
CREATE POLICY a_page_changes_the_demo ON access.principal AS RESTRICTIVE FOR UPDATE TO orgscope_pages
  USING (EXISTS (SELECT FROM directory.tenant t WHERE t.tenant = (SELECT state.tenant()) AND t.made_by_demo));
-- What IT lets a model be asked, and says of an application.
GRANT INSERT, UPDATE ON usage.application_answer, usage.application_decision, usage.asking_policy,
  directory.vocabulary TO orgscope_pages;
-- What somebody decides on a recommendation, and why.
GRANT INSERT ON recommendation.decision, recommendation.note TO orgscope_pages;

-- Events on their way and answers kept for the night are on no page.
REVOKE SELECT ON eventlog.inbox, llm.answer FROM orgscope_pages;
