package com.orgscope.access;

import com.orgscope.kernel.Failure;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a person's record is opened: a purpose of the closed list, and the number of the ticket that
 * asks for it.
 *
 * @param reference null at the command line alone, where no purpose was said
 */
public record LookReason(Purpose purpose, @Nullable String reference) {
  /** The longest reference, in characters. */
  public static final int LONGEST = 60;

  /** A number of a ticket: plain characters, no mail address, one digit at least. */
  private static final Pattern REFERENCE =
      Pattern.compile("(?=.*[0-9])[A-Za-z0-9][A-Za-z0-9 #/._:-]{0," + (LONGEST - 1) + "}");

  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");

  /** Shorter words of a login stand in any text. */
  private static final int TELLING = 3;

  /**
   * A reason as somebody typed it.
   *
   * @param login of whom it is about, whose name the reference must not hold
   * @throws Failure for the operator, saying what a purpose and a reference are
   */
  public static LookReason of(@Nullable String purpose, @Nullable String reference, String login) {
    Purpose chosen =
        Purpose.named(purpose == null ? "" : purpose)
            .orElseThrow(() ->
                Failure.operator(
                    "a person's record is opened for a purpose of this list: " + choices()));
    String number = reference == null ? "" : reference.strip();
    if (!REFERENCE.matcher(number).matches()) {
      throw Failure.operator(
          "a person's record is opened with a reference, the number of a ticket: up to %d letters, digits, spaces and #/._:-, with a digit in it"
              .formatted(LONGEST));
    }
    if (holdsWordOf(login, number)) {
      throw Failure.operator(
          "the reference is kept and read by others: give the number of the ticket, not the name of the person");
    }
    return new LookReason(chosen, number);
  }

  /** Of a command that names people and was not told why. */
  public static LookReason ofCommandLine() {
    return new LookReason(Purpose.COMMAND_LINE, null);
  }

  private static boolean holdsWordOf(String login, String reference) {
    String text = reference.toLowerCase(Locale.ROOT);
    String name = login.contains("@") ? login.substring(0, login.indexOf('@')) : login;
    return NO_LETTERS
        .splitAsStream(name.toLowerCase(Locale.ROOT))
        .filter(word -> word.length() >= TELLING)
        .anyMatch(text::contains);
  }

  private static String choices() {
    return Purpose.choices().stream().map(Purpose::typed).collect(Collectors.joining(", "));
  }

  /** For the log. */
  String words() {
    return "purpose: "
        + purpose.words()
        + "; reference: "
        + (reference == null ? "none" : reference);
  }
}
