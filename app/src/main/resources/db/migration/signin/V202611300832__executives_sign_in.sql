-- Executives sign in as others do, by a group or as a program.
ALTER TABLE signin.session DROP CONSTRAINT session_role_check,
  ADD CONSTRAINT session_role_check
    CHECK (role IN ('CEO', 'EXECUTIVE', 'MANAGER', 'EMPLOYEE', 'IT_SECURITY', 'AUDITOR'));
ALTER TABLE signin.group_role DROP CONSTRAINT group_role_role_check,
  ADD CONSTRAINT group_role_role_check
    CHECK (role IN ('CEO', 'EXECUTIVE', 'MANAGER', 'EMPLOYEE', 'IT_SECURITY', 'AUDITOR'));
ALTER TABLE signin.service_account DROP CONSTRAINT service_account_role_check,
  ADD CONSTRAINT service_account_role_check CHECK (role IN ('CEO', 'EXECUTIVE', 'IT_SECURITY', 'AUDITOR'));
