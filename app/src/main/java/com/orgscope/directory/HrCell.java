package com.orgscope.directory;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value as whoever wrote it meant it, without what is put around it so that a spreadsheet keeps
 * its leading zeros or takes it for no formula.
 */
final class HrCell {
  /** {@code ="007"}, {@code =T("007")}. */
  private static final Pattern TEXT_FORMULA =
      Pattern.compile("=\\s*(?:[Tt]\\s*\\(\\s*)?\"((?:[^\"]|\"\")*)\"\\s*\\)?");

  /** {@code =TEXT(7,"000")}. */
  private static final Pattern PADDED =
      Pattern.compile(
          "=\\s*TEXT\\s*\\(\\s*(\\d+)\\s*[,;]\\s*\"(0+)\"\\s*\\)", Pattern.CASE_INSENSITIVE);

  private static final Pattern NUMBER_FORMULA = Pattern.compile("=\\s*([\\d-]+)");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

  /** A spreadsheet's mark of a text; names such as 't Hart begin so too. */
  private static final Pattern TEXT_MARK =
      Pattern.compile("['\u2018\u2019`](?=[\\d=+@-]|\\S+@\\S+$)(.*)", Pattern.DOTALL);

  /** The same before the CSV is split: it may have a separator inside, and its quotes do count. */
  private static final Pattern UNSPLIT =
      Pattern.compile("(?m)(^|[,;\t|])=(\"(?:[^\"\n]|\"\")*\")(?=[,;\t|\r\n]|$)");

  private HrCell() {}

  static String of(String written) {
    String text = HrHeader.clean(written);
    for (int around = 0; around < 3; around++) {
      String inside = inside(text);
      if (inside.equals(text)) {
        return text;
      }
      text = HrHeader.clean(inside);
    }
    return text;
  }

  /** A file whose guards are plain quotations, which the CSV parser knows. */
  static String unguarded(String csv) {
    return csv.contains("=\"") ? UNSPLIT.matcher(csv).replaceAll("$1$2") : csv;
  }

  private static String inside(String text) {
    if (text.isEmpty() || Character.isLetterOrDigit(text.charAt(0))) {
      return text;
    }
    Matcher guard = TEXT_FORMULA.matcher(text);
    if (guard.matches()) {
      return guard.group(1).replace("\"\"", "\"");
    }
    Matcher padded = PADDED.matcher(text);
    if (padded.matches()) {
      int missing = padded.group(2).length() - padded.group(1).length();
      return "0".repeat(Math.max(0, missing)) + padded.group(1);
    }
    for (Pattern pattern : new Pattern[] {NUMBER_FORMULA, QUOTED, TEXT_MARK}) {
      Matcher matcher = pattern.matcher(text);
      if (matcher.matches()) {
        return matcher.group(1);
      }
    }
    return text;
  }
}
