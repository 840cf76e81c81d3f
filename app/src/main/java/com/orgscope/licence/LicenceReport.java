package com.orgscope.licence;

import com.orgscope.kernel.AppId;
import com.orgscope.usage.HourGaps;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is paid for and what of it is used, exactly: for IT alone.
 *
 * @param asOf the last day whose use counts
 * @param today as of which it is told what contracts cost, and until when notice may be given
 * @param firstDay of the log within the days that were looked at; null if it has none
 * @param lines one of each contract
 * @param unpaid applications that more than half of those who use any use, and no contract names
 * @param duplicates applications under contract that are of one kind of product
 * @param rates what other currencies were taken to be worth
 */
public record LicenceReport(
    LocalDate asOf,
    LocalDate today,
    @Nullable LocalDate firstDay,
    List<Line> lines,
    List<Unpaid> unpaid,
    List<Duplicate> duplicates,
    List<ExchangeRate> rates) {
  public LicenceReport {
    lines = List.copyOf(lines);
    unpaid = List.copyOf(unpaid);
    duplicates = List.copyOf(duplicates);
    rates = List.copyOf(rates);
  }

  /**
   * One contract.
   *
   * @param active who had access to the application, whoever was given a seat
   * @param seats null as long as nobody said who was given one
   * @param shows what sign-ins can show of the application
   * @param silence after how many days somebody uses it no more
   * @param money null as long as nobody said what its currency is worth
   */
  public record Line(
      Contract contract,
      Active active,
      @Nullable Seats seats,
      Visibility shows,
      Silence silence,
      @Nullable Money money) {

    /** Why not every seat is told as used or idle; null where each is, or none is known. */
    public @Nullable String cannotTell() {
      if (seats == null || seats.cannotTell() == 0) {
        return null;
      }
      if (silence.lacks() != null) {
        return silence.lacks().words();
      }
      return switch (shows) {
        case NATIVE_CLIENT -> "it is used in a program that stays signed in for months";
        case LONG_SESSION -> "its sessions last for months";
        case SIGN_INS ->
            silence.logNeeds() > 0
                ? "the log needs %,d days: so long may people be silent who use it, and days that it lacks count for nothing"
                    .formatted(silence.logNeeds())
                : "they are not silent for long enough, or too few came back to know how long that is";
      };
    }
  }

  /**
   * In days.
   *
   * @param measured now, by how long people were silent who came back
   * @param told by IT, which goes before; null if IT said nothing
   * @param logNeeds how many days the log has to have before anybody can be told as idle; 0 where
   *     it has them
   * @param lacks hours of the log that are in the way; null if there are none
   */
  public record Silence(
      long measured, @Nullable Integer told, long logNeeds, @Nullable Lacks lacks) {
    /** What decides. */
    public long days() {
      return told == null ? measured : told;
    }
  }

  /**
   * Hours of which nobody knows who was there.
   *
   * @param stretches in order, one at least
   * @param tellsAgain as of which day whoever stays silent can be told as idle
   * @param toldByIt whether IT said how long a silence is, so that the application is in the
   *     released total
   */
  public record Lacks(List<HourGaps.Stretch> stretches, LocalDate tellsAgain, boolean toldByIt) {
    private static final int MOST_NAMED = 3;
    private static final DateTimeFormatter HOUR =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    public Lacks {
      stretches = List.copyOf(stretches);
    }

    /** What is told of it, without a full stop. */
    String words() {
      // The last ones are what is in the way.
      int unnamed = Math.max(0, stretches.size() - MOST_NAMED);
      String named =
          stretches.stream()
              .skip(unnamed)
              .map(one -> HOUR.format(one.from()) + " to " + HOUR.format(one.until()))
              .collect(Collectors.joining(", "));
      return "the log lacks the hours from %s UTC%s: whoever was not seen since may have been there, and can be told as idle as of %s, or once these hours are read%s"
          .formatted(
              named,
              unnamed == 0 ? "" : " and %,d stretches before".formatted(unnamed),
              tellsAgain,
              toldByIt
                  ? "; the released total leaves them out once the application is marked again"
                  : "");
    }
  }

  /** People with access in the last so many days. */
  public record Active(long days30, long days60, long days90) {}

  /**
   * Who has the seats that are paid for.
   *
   * @param assigned of people in the directory
   * @param strangers of accounts that the directory does not know
   * @param used by people who were there lately
   * @param idle by people who work here and were silent for longer than whoever came back
   * @param left by people who work here no more
   * @param cannotTell by people of whom sign-ins do not show it
   * @param spare paid for and given to nobody
   * @param giveBack paid for and, as far as is known, not needed
   */
  public record Seats(
      int assigned,
      int strangers,
      int used,
      int idle,
      int left,
      int cannotTell,
      int spare,
      int giveBack) {}

  /**
   * Dollars a year, to the cent.
   *
   * @param idle of seats that people have and do not use; null as long as nobody said who has one
   * @param giveBack of the seats that are not needed; null likewise
   */
  public record Money(BigDecimal paid, @Nullable BigDecimal idle, @Nullable BigDecimal giveBack) {}

  /**
   * Used by many and in no contract.
   *
   * @param people who work here and were there within 90 days
   */
  public record Unpaid(AppId application, long people) {}

  /**
   * Two applications of which one is usually enough.
   *
   * @param kind what both are
   * @param people who work here and used both within 90 days
   */
  public record Duplicate(AppId one, AppId other, String kind, long people) {}
}
