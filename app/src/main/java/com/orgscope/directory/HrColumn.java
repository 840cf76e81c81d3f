package com.orgscope.directory;

import com.orgscope.kernel.DisplayText;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a column of an HR export can mean, and what HR systems call it: our own names, Workday's and
 * BambooHR's, then other usual ones, then those of other languages ({@link HrWords}). Of several
 * columns with one meaning the one named earlier is taken, row by row, where it has a value.
 */
enum HrColumn {
  EMPLOYEE_ID(
      "employee id",
      "employee number",
      "employee #",
      "employee no",
      "employee code",
      "worker id",
      "personnel number",
      "personnel no",
      "person number",
      "staff id",
      "staff number",
      "emp id",
      "emp no",
      "associate id",
      "payroll id",
      "eecode",
      "file number"),
  /** An HR system's own row number; its "supervisor id" means this one. */
  ROW_ID("id", "user id", "system id"),
  LOGIN(
      "login",
      "user name",
      "username",
      "user principal name",
      "upn",
      "sso id",
      "network id",
      "user login"),
  MAIL(
      "work email",
      "email work",
      "email primary work",
      "primary work email",
      "company email",
      "business email",
      "email",
      "e mail",
      "email address",
      "work email address",
      "business email address",
      "mail"),
  OTHER_MAIL("email alias", "alias", "secondary email", "other email", "previous email"),
  DISPLAY_NAME(
      "display name",
      "preferred name",
      "full name",
      "name",
      "employee name",
      "worker",
      "worker name",
      "legal name",
      "full legal name",
      "employee",
      "last name first name"),
  FIRST_NAME(
      "preferred first name",
      "first name",
      "given name",
      "legal first name",
      "legal name first name"),
  LAST_NAME(
      "preferred last name",
      "last name",
      "surname",
      "family name",
      "legal last name",
      "legal name last name"),
  TITLE(
      "title",
      "business title",
      "job title",
      "position title",
      "job title name",
      "job",
      "position",
      "role",
      "job profile",
      "job profile name",
      "designation"),
  DEPARTMENT("department", "department name", "dept", "dept name", "home department"),
  COST_CENTER("cost center name", "cost centre name", "cost center", "cost centre"),
  ORGANIZATION(
      "supervisory organization",
      "supervisory organisation",
      "supervisory org",
      "sup org",
      "organization",
      "organisation",
      "org unit",
      "organizational unit",
      "team"),
  /** Of several departments; one stands for the department where nothing finer is said. */
  DIVISION("division", "division name", "business unit", "business unit name"),
  HIRE_DATE(
      "hire date",
      "original hire date",
      "start date",
      "date of hire",
      "most recent hire date",
      "hired on",
      "date hired",
      "employment start date",
      "continuous service date"),
  END_DATE(
      "end date",
      "termination date",
      "last day of work",
      "leave date",
      "employment end date",
      "date of termination",
      "separation date"),
  STATUS("status", "employment status", "worker status", "employee status"),
  /** Says yes or no, or what a status says. */
  ACTIVE(
      "active status",
      "active",
      "is active",
      "active employee",
      "currently employed",
      "currently active",
      "enabled",
      "account enabled"),
  EFFECTIVE_DATE("effective date", "valid from", "position effective date", "as of"),
  MANAGER_ID(
      "manager id",
      "manager employee id",
      "supervisor employee id",
      "supervisor e id",
      "supervisor eid",
      "manager employee number",
      "manager employee #",
      "line manager id",
      "manager worker id",
      "manager number",
      "supervisor employee number",
      "worker s manager id"),
  /** Refers to {@link #ROW_ID} where a file has that, else to the employee id. */
  MANAGER_ROW_ID("supervisor id", "reports to id", "reporting to id"),
  MANAGER_MAIL(
      "manager email",
      "manager work email",
      "supervisor email",
      "reports to email",
      "reporting to email",
      "line manager email",
      "manager login",
      "manager user name"),
  MANAGER_NAME(
      "manager",
      "manager name",
      "reporting to",
      "reports to",
      "supervisor",
      "supervisor name",
      "worker s manager",
      "line manager",
      "manager display name",
      "direct manager",
      "managed by"),
  LOCATION(
      "location",
      "location name",
      "work location",
      "office",
      "office location",
      "site",
      "primary location",
      "city");

  private static final Pattern ASCII = Pattern.compile("\\p{ASCII}*");
  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
  private static final Pattern CAMEL =
      Pattern.compile("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
  private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}#]+");

  /** Letters that are more than one with an accent. */
  private static final String[][] LETTERS = {
    {"\u00df", "ss"}, {"\u0142", "l"}, {"\u0141", "L"}, {"\u00f8", "o"}, {"\u00d8", "O"},
    {"\u00e6", "ae"}, {"\u00c6", "AE"}, {"\u0153", "oe"}, {"\u0131", "i"}, {"\u0111", "d"}
  };

  private final List<String> names;

  HrColumn(String... names) {
    this.names = List.of(names);
  }

  /** The names, each spelled as {@link #plain} spells. */
  List<String> names() {
    return Names.OF.getOrDefault(this, names);
  }

  boolean isCalled(String header) {
    return names().contains(plain(header));
  }

  /**
   * "Employee_ID", "employeeId", "Employee ID*" and "EMPLOYEE-ID" are one name: "employee id".
   * Accents do not matter, since exports lose them.
   */
  static String plain(String header) {
    String plain = DisplayText.of(header);
    if (!ASCII.matcher(plain).matches()) {
      plain = ACCENTS.matcher(Normalizer.normalize(plain, Normalizer.Form.NFKD)).replaceAll("");
      for (String[] letter : LETTERS) {
        plain = plain.replace(letter[0], letter[1]);
      }
    }
    String parted = CAMEL.matcher(plain.replace("#", " #")).replaceAll(" ");
    return SIGNS.matcher(parted.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
  }

  /** Made when it is asked for, since the words of other languages are spelled by this class. */
  private static final class Names {
    private static final Map<HrColumn, List<String>> OF = new EnumMap<>(HrColumn.class);

    static {
      for (HrColumn column : HrColumn.values()) {
        List<String> all = new ArrayList<>(column.names);
        all.addAll(HrWords.of(column.name()));
        OF.put(column, List.copyOf(all));
      }
    }
  }

  /** Whether it says who somebody is. */
  boolean identifies() {
    return this == EMPLOYEE_ID || this == LOGIN || this == MAIL;
  }

  /** Whether it says something about somebody's work, so that a file is about people. */
  boolean describes() {
    return switch (this) {
      case EMPLOYEE_ID, ROW_ID, LOGIN, MAIL, OTHER_MAIL, EFFECTIVE_DATE, STATUS, ACTIVE, LOCATION ->
          false;
      case DISPLAY_NAME,
          FIRST_NAME,
          LAST_NAME,
          TITLE,
          DEPARTMENT,
          COST_CENTER,
          ORGANIZATION,
          DIVISION,
          HIRE_DATE,
          END_DATE,
          MANAGER_ID,
          MANAGER_ROW_ID,
          MANAGER_MAIL,
          MANAGER_NAME ->
          true;
    };
  }
}
