package com.orgscope.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.kernel.Home;
import com.orgscope.kernel.Home.OwnersOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** Files as somebody would have them, which may hold logins and so go at once. */
record DemoFiles(Home home) {
  <T> T read(Function<Path, T> how, String name, String csv) throws IOException {
    Path folder = OwnersOnly.folder(home.resolve("demo"));
    Path file = folder.resolve(name);
    try {
      Files.deleteIfExists(file);
      Files.writeString(OwnersOnly.file(file), csv, UTF_8);
      return how.apply(file);
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
