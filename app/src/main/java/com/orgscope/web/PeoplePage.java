package com.orgscope.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.orgscope.directory.ImportPreview;
import com.orgscope.directory.ImportReport;
import com.orgscope.nightly.PeopleFiles;
import com.orgscope.work.WorkRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Files of people that wait, and how those ended that were read.
 *
 * @param command which does the same for whoever has no scripts
 */
public record PeoplePage(
    int megabytes, String command, List<Waiting> waiting, List<RequestPage.Row> ended) {
  public PeoplePage {
    waiting = List.copyOf(waiting);
    ended = List.copyOf(ended);
  }

  static PeoplePage of(
      String command, List<PeopleFiles.Sent> sent, List<WorkRequest> asked, int lines) {
    return new PeoplePage(
        PeopleFiles.MOST_BYTES >> 20,
        command,
        sent.stream().map(one -> Waiting.of(one, lines)).toList(),
        asked.stream().map(RequestPage.Row::of).toList());
  }

  /**
   * A file that waits.
   *
   * @param lead what it would do, in a sentence
   * @param digest of the preview; empty as long as there is none
   * @param lines those that are refused, and those of which a part is not used
   * @param more lines that are not shown
   */
  public record Waiting(String file, String lead, String digest, List<String> lines, int more) {
    public Waiting {
      lines = List.copyOf(lines);
    }

    static Waiting of(PeopleFiles.Sent sent, int most) {
      ImportPreview preview = sent.preview();
      if (preview == null) {
        return new Waiting(
            sent.id().toString(), "A worker looks at it; load this page again.", "", List.of(), 0);
      }
      int refused = preview.rows().rejected().size();
      List<String> lines =
          java.util.stream.Stream.concat(
                  preview.rows().rejected().stream()
                      .map(row -> "Line " + row.line() + " is refused: " + row.reason()),
                  preview.rows().remarks().stream()
                      .map(row -> "Line " + row.line() + " is used in part: " + row.reason()))
              .toList();
      return new Waiting(
          sent.id().toString(),
          String.format(
              Locale.ENGLISH,
              "%,d would join, %,d leave, %,d change, and %,d %s as before; %,d %s refused.",
              preview.joined(),
              preview.left(),
              preview.changed(),
              preview.unchanged(),
              preview.unchanged() == 1 ? "is" : "are",
              refused,
              refused == 1 ? "row is" : "rows are"),
          preview.digest(),
          lines.subList(0, Math.min(most, lines.size())),
          Math.max(0, lines.size() - most));
    }
  }

  /**
   * That it was asked, for programs.
   *
   * @param file under {@code /api/people/} it says what it would do
   * @param request under {@code /api/requests/} it says how it ended
   */
  public record Accepted(String file, String request) {
    static Accepted of(PeopleFiles.Asked asked) {
      return new Accepted(asked.file().toString(), asked.request().id().toString());
    }
  }

  /**
   * What a file would do, for programs.
   *
   * @param preview null until a worker has looked
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Document(String file, String at, int bytes, @Nullable Preview preview) {
    static Document of(PeopleFiles.Sent sent) {
      ImportPreview found = sent.preview();
      return new Document(
          sent.id().toString(),
          sent.at().toString(),
          sent.bytes(),
          found == null
              ? null
              : new Preview(
                  found.digest(),
                  found.joined(),
                  found.left(),
                  found.changed(),
                  found.unchanged(),
                  found.rows().read(),
                  found.rows().rejected(),
                  found.rows().remarks()));
    }
  }

  /**
   * @param refused rows, each with its line and why
   * @param remarks rows of which a part is not used
   */
  public record Preview(
      String digest,
      int joined,
      int left,
      int changed,
      int unchanged,
      int read,
      List<ImportReport.Row> refused,
      List<ImportReport.Row> remarks) {}
}
