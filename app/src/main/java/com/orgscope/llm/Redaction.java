package com.orgscope.llm;

import java.util.regex.Pattern;

/**
 * A second net under what is kept of questions and answers. They hold nothing that names a person
 * to begin with; what looks like it all the same is not stored.
 */
final class Redaction {
  private static final Pattern MAIL = Pattern.compile("[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+");
  private static final Pattern ADDRESS = Pattern.compile("\\b\\d{1,3}(\\.\\d{1,3}){3}\\b");
  private static final Pattern UUID =
      Pattern.compile("\\b[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b");

  private Redaction() {}

  static String of(String text) {
    String without = MAIL.matcher(text).replaceAll("‹mail›");
    without = ADDRESS.matcher(without).replaceAll("‹address›");
    // PostgreSQL's text cannot hold the character zero.
    return UUID.matcher(without).replaceAll("‹id›").replace('\0', ' ');
  }
}
