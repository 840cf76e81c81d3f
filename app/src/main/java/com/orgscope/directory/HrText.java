package com.orgscope.directory;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.kernel.Failure;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The text of a file whose encoding nobody told us.
 *
 * @param doubt where another encoding would give other letters; null if none would
 */
record HrText(String text, @Nullable Doubt doubt) {
  /** Half a million people are about 80 MB. */
  private static final int CHARACTERS = 256 << 20;

  /** How much of a file is looked at to tell encodings apart. */
  private static final int LOOKED_AT = 1 << 20;

  private static final int SHOWN = 30;

  /**
   * What spreadsheets of the West, of Central Europe, of Macs and of DOS write, likeliest first.
   */
  private static final List<Encoding> ENCODINGS =
      List.of(
          new Encoding("windows-1252", "Western European"),
          new Encoding("windows-1250", "Central European"),
          new Encoding("ISO-8859-2", "Central European, ISO"),
          new Encoding("x-MacRoman", "Western European, Macintosh"),
          new Encoding("IBM850", "Western European, DOS"),
          new Encoding("IBM852", "Central European, DOS"));

  /** An encoding, and what people call it. */
  private record Encoding(String charset, String shown) {}

  /**
   * The first word that another encoding reads in another way.
   *
   * @param line where it stands, the file's first line being 1
   */
  record Doubt(long line, String encoding, String word) {
    String said() {
      return "the file is not UTF-8 and was read as "
          + encoding
          + ", which gives '"
          + word
          + "' here: if that is wrong, save the file as UTF-8 and import it again";
    }
  }

  /** A reading of the file. */
  private record Candidate(Encoding encoding, String text, int faults, int known) {}

  static HrText of(Path file) {
    try {
      if (Files.size(file) > CHARACTERS) {
        throw tooLarge();
      }
      return of(Files.readAllBytes(file), file.toString());
    } catch (NoSuchFileException e) {
      throw Failure.operator("there is no file " + file, e);
    } catch (IOException e) {
      throw Failure.operator(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * @param name what it is called where it is refused
   */
  static HrText of(byte[] file, String name) {
    if (isWorkbook(file)) {
      throw Failure.operator(
          name + " is a workbook: save it as CSV or as text with tabs, and import that");
    }
    return decode(file);
  }

  static HrText of(Reader reader) {
    var text = new StringBuilder();
    char[] buffer = new char[1 << 16];
    try {
      for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
        text.append(buffer, 0, read);
        if (text.length() > CHARACTERS) {
          throw tooLarge();
        }
      }
    } catch (IOException e) {
      throw Failure.operator("the people cannot be read: " + e.getMessage(), e);
    }
    return new HrText(text.toString(), null);
  }

  /** As {@link #decode(byte[], ToIntFunction)}, of a file with a header of people's columns. */
  static HrText decode(byte[] bytes) {
    return decode(bytes, PeopleFile::knownColumns);
  }

  /**
   * A byte-order mark tells, or the zeros between letters; else what is valid UTF-8 is UTF-8. Of
   * what is neither, the reading with the fewest letters where no word has such is taken, then the
   * one whose header says the most.
   *
   * @param known how many columns of a text's header are known
   */
  static HrText decode(byte[] bytes, ToIntFunction<String> known) {
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      return new HrText(new String(bytes, 3, bytes.length - 3, UTF_8), null);
    }
    Charset wide = wide(bytes);
    if (wide != null) {
      String text = new String(bytes, wide);
      return new HrText(text.startsWith("\uFEFF") ? text.substring(1) : text, null);
    }
    try {
      return new HrText(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(), null);
    } catch (CharacterCodingException e) {
      return guessed(bytes, known);
    }
  }

  /** What spreadsheets keep for themselves: an archive today, a compound file in former years. */
  private static boolean isWorkbook(byte[] bytes) {
    return startsWith(bytes, 'P', 'K', 3, 4) || startsWith(bytes, 0xD0, 0xCF, 0x11, 0xE0);
  }

  /** UTF-16 by its mark, or by a zero in every other of the first bytes. */
  private static @Nullable Charset wide(byte[] bytes) {
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return UTF_16LE;
    }
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return UTF_16BE;
    }
    int looked = Math.min(bytes.length, 200) & ~1;
    int[] zeros = new int[2];
    for (int i = 0; i < looked; i++) {
      zeros[i & 1] += bytes[i] == 0 ? 1 : 0;
    }
    if (looked < 8 || Math.max(zeros[0], zeros[1]) * 2 < looked * 3 / 4) {
      return null;
    }
    return zeros[0] > zeros[1] ? UTF_16BE : UTF_16LE;
  }

  private static HrText guessed(byte[] bytes, ToIntFunction<String> known) {
    List<Candidate> candidates = new ArrayList<>();
    for (Encoding encoding : ENCODINGS) {
      String text = new String(bytes, Charset.forName(encoding.charset()));
      String beginning = text.substring(0, Math.min(LOOKED_AT, text.length()));
      candidates.add(new Candidate(encoding, text, faults(text), known.applyAsInt(beginning)));
    }
    List<Candidate> sorted =
        candidates.stream()
            .sorted(
                Comparator.comparingInt(Candidate::faults)
                    .thenComparing(Candidate::known, Comparator.reverseOrder()))
            .toList();
    Candidate best = sorted.getFirst();
    // A reading that has faults itself is surely right only if no other is nearly as good.
    int most = best.faults() == 0 ? 0 : best.faults() + 1;
    List<Candidate> asGood = sorted.stream().filter(other -> other.faults() <= most).toList();
    return new HrText(best.text(), doubt(best, asGood));
  }

  /** Signs and undefined bytes within words, and capitals behind small letters. */
  private static int faults(String text) {
    int faults = 0;
    int end = Math.min(text.length(), LOOKED_AT);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        continue;
      }
      boolean letterBefore = i > 0 && isLetter(text.charAt(i - 1));
      boolean letterBehind = i + 1 < text.length() && isLetter(text.charAt(i + 1));
      boolean smallBefore = letterBefore && Character.isLowerCase(text.charAt(i - 1));
      if (c == '\uFFFD' || Character.isISOControl(c)) {
        faults += 2;
      } else if (!isLetter(c)) {
        faults += isFaulty(c, letterBefore, letterBehind) ? 1 : 0;
      } else if (Character.isUpperCase(c) && smallBefore) {
        faults++;
      } else if (Character.isLowerCase(c) && !letterBefore && letterBehind) {
        // a name begins with a capital, but not every word does
        faults += Character.isLowerCase(text.charAt(i + 1)) ? 0 : 1;
      }
    }
    return faults;
  }

  /** One of words; to Unicode a raised circumflex is a letter as well. */
  private static boolean isLetter(char c) {
    return Character.isLetter(c) && Character.getType(c) != Character.MODIFIER_LETTER;
  }

  /** Apostrophes and dashes stand in words, other signs do not, nor beside one. */
  private static boolean isFaulty(char c, boolean letterBefore, boolean letterBehind) {
    boolean joins = "\u2019\u2018\u00b4\u2013\u2014\u00b7\u00a0\u00ad".indexOf(c) >= 0;
    boolean ends = "\u00ae\u2122\u00b2\u00b3\u00aa\u00ba\u201c\u201d\u00bb\u2026".indexOf(c) >= 0;
    // In ISO 8859-2 these bytes are the first letters of Czech and Slovak names.
    boolean begins = letterBehind && "\u00a9\u00ae".indexOf(c) >= 0;
    return begins || (letterBefore && !joins && (letterBehind || !ends));
  }

  /** The first word that a reading which is about as good has otherwise. */
  private static @Nullable Doubt doubt(Candidate best, List<Candidate> asGood) {
    int first = best.text().length();
    for (Candidate other : asGood) {
      first = Math.min(first, mismatch(best.text(), other.text()));
    }
    if (first == best.text().length()) {
      return null;
    }
    long line = 1 + best.text().substring(0, first).chars().filter(c -> c == '\n').count();
    return new Doubt(
        line,
        best.encoding().charset() + " (" + best.encoding().shown() + ")",
        word(best.text(), first));
  }

  /** All of these encodings have one character for a byte. */
  private static int mismatch(String one, String other) {
    for (int i = 0; i < one.length(); i++) {
      if (one.charAt(i) != other.charAt(i)) {
        return i;
      }
    }
    return one.length();
  }

  private static String word(String text, int at) {
    int from = at;
    while (from > 0 && at - from < SHOWN && Character.isLetter(text.charAt(from - 1))) {
      from--;
    }
    int to = at + 1;
    while (to < text.length() && to - at < SHOWN && Character.isLetter(text.charAt(to))) {
      to++;
    }
    return HrHeader.clean(text.substring(from, to));
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (bytes.length <= i || (bytes[i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static Failure tooLarge() {
    return Failure.operator(
        "a file of people may be " + (CHARACTERS >> 20) + " MB long; split it by department");
  }
}
