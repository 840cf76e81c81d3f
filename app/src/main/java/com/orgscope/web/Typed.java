package com.orgscope.web;

import com.orgscope.kernel.Home;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Commands as somebody beside this process types them, so that they mean its home. */
@Component
final class Typed {
  private final String home;

  Typed(Home home) {
    Path path = home.path();
    Path usual = Path.of(".orgscope").toAbsolutePath().normalize();
    this.home = path.equals(usual) ? "" : " --home " + quoted(path.toString());
  }

  /**
   * Lines, one command each.
   *
   * @param words of a command behind {@code orgscope}
   */
  String lines(List<String> words) {
    return words.stream()
        .map(line -> "./orgscope " + line + home)
        .collect(Collectors.joining("\n"));
  }

  String line(String words) {
    return lines(List.of(words));
  }

  private static String quoted(String value) {
    return value.matches("[\\w@%+=:,./-]+") ? value : "'" + value.replace("'", "'\\''") + "'";
  }
}
