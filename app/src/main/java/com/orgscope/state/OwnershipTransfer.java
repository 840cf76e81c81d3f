package com.orgscope.state;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives what a superuser made in a database to a role that is none: homes of before that role was
 * there. PostgreSQL's own REASSIGN OWNED refuses for the superuser that initdb made.
 */
final class OwnershipTransfer {
  private static final String SYSTEM = "'^(pg_|information_schema$)'";

  private OwnershipTransfer() {}

  static void of(Connection superuser, String from, String to) throws SQLException {
    String owned =
        """
        SELECT format('ALTER DATABASE %I OWNER TO :to', d.datname) FROM pg_database d
          WHERE d.datname = current_database() AND d.datdba = ':from'::regrole
        UNION ALL SELECT format('ALTER SCHEMA %I OWNER TO :to', n.nspname) FROM pg_namespace n
          WHERE n.nspowner = ':from'::regrole AND n.nspname !~ :system
        UNION ALL SELECT format('ALTER TABLE %s OWNER TO :to', c.oid::regclass) FROM pg_class c
          JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE c.relowner = ':from'::regrole AND n.nspname !~ :system
            AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
            AND NOT (c.relkind = 'S' AND EXISTS (SELECT FROM pg_depend o
              WHERE o.objid = c.oid AND o.classid = 'pg_class'::regclass
                AND o.deptype IN ('a', 'i')))
        UNION ALL SELECT format('ALTER ROUTINE %s OWNER TO :to', p.oid::regprocedure)
          FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
          WHERE p.proowner = ':from'::regrole AND n.nspname !~ :system
        UNION ALL SELECT format('ALTER DEFAULT PRIVILEGES FOR ROLE :from IN SCHEMA %I'
            ' REVOKE ALL ON %s FROM orgscope_app', n.nspname,
            CASE d.defaclobjtype WHEN 'S' THEN 'SEQUENCES' ELSE 'TABLES' END)
          FROM pg_default_acl d JOIN pg_namespace n ON n.oid = d.defaclnamespace
          WHERE d.defaclrole = ':from'::regrole
        """
            .replace(":from", from)
            .replace(":to", to)
            .replace(":system", SYSTEM);
    List<String> steps = new ArrayList<>();
    try (Statement statement = superuser.createStatement();
        ResultSet rows = statement.executeQuery(owned)) {
      while (rows.next()) {
        steps.add(rows.getString(1));
      }
    }
    for (String step : steps) {
      Roles.execute(superuser, step);
    }
  }
}
