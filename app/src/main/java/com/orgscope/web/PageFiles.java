package com.orgscope.web;

import com.orgscope.kernel.Failure;
import gg.jte.CodeResolver;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.servlet.resource.PathResourceResolver;

/**
 * Templates, styles and scripts: as they were built, or, for whoever works on them, as they stand
 * in a checkout at each request.
 */
@Component
@ConditionalOnWebApplication
final class PageFiles implements DisposableBean {
  private static final String PACKAGE = "com.orgscope.web.templates";

  /** Of its own: a class of the same name that was built would be found first. */
  private static final String SOURCE_PACKAGE = "com.orgscope.web.sources";

  private static final String ASSETS = "static/assets/";
  private static final String[] KEPT = {"orgscope.css", "orgscope.js", "theme.js", "orgscope.svg"};

  private final @Nullable Path sources;
  private final String built;

  /** What templates were compiled to while this runs; deleted when it ends. */
  private final List<Path> compiled = new ArrayList<>();

  PageFiles(WebSettings settings) {
    sources = settings.sources();
    if (sources != null && !Files.isDirectory(sources.resolve("jte"))) {
      throw Failure.operator(
          "orgscope.web.sources must be the folder app/src/main of a checkout; '"
              + sources
              + "' has no folder jte");
    }
    built = sources == null ? checksum() : "";
  }

  TemplateEngine engine() {
    if (sources == null) {
      return TemplateEngine.createPrecompiled(
          null, ContentType.Html, PageFiles.class.getClassLoader(), PACKAGE);
    }
    try {
      Path classes = Files.createTempDirectory("orgscope-templates");
      compiled.add(classes);
      return TemplateEngine.create(
          new Sources(sources.resolve("jte")),
          classes,
          ContentType.Html,
          PageFiles.class.getClassLoader(),
          SOURCE_PACKAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void destroy() throws IOException {
    for (Path classes : compiled) {
      FileSystemUtils.deleteRecursively(classes);
    }
  }

  /** Where the files lie that a browser fetches by themselves. */
  String assets() {
    return sources == null
        ? "classpath:/" + ASSETS
        : sources.resolve("resources").resolve(ASSETS).toUri().toString();
  }

  /** What lies under the address of its own checksum never changes. */
  CacheControl forEver() {
    return CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
  }

  /** For whoever asks by another address: one of another version's pages, or none's. */
  CacheControl askAgain() {
    return sources == null ? CacheControl.noCache() : CacheControl.noStore();
  }

  /** A checksum of the files a browser may keep, so that a new version has a new address. */
  String version() {
    return sources == null ? built : checksum();
  }

  /** Finds a file by its name, whichever version's folder it is asked for in. */
  static final class ByName extends PathResourceResolver {
    @Override
    protected @Nullable Resource getResource(String path, Resource location) throws IOException {
      return super.getResource(path.substring(path.lastIndexOf('/') + 1), location);
    }
  }

  private String checksum() {
    CRC32 sum = new CRC32();
    for (String file : KEPT) {
      try (InputStream in = open(file)) {
        sum.update(in.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(file, e);
      }
    }
    return Long.toHexString(sum.getValue());
  }

  private InputStream open(String file) throws IOException {
    return sources == null
        ? Objects.requireNonNull(
            PageFiles.class.getResourceAsStream("/" + ASSETS + file), ASSETS + file)
        : Files.newInputStream(sources.resolve("resources").resolve(ASSETS).resolve(file));
  }

  /**
   * Templates as they stand; the library has such a class beside its compiler, which is not
   * shipped.
   */
  private record Sources(Path folder) implements CodeResolver {
    @Override
    public @Nullable String resolve(String name) {
      try {
        return Files.readString(folder.resolve(name));
      } catch (NoSuchFileException missing) {
        return null;
      } catch (IOException e) {
        throw new UncheckedIOException(name, e);
      }
    }

    @Override
    public boolean exists(String name) {
      return Files.exists(folder.resolve(name));
    }

    @Override
    public long getLastModified(String name) {
      try {
        return Files.getLastModifiedTime(folder.resolve(name)).toMillis();
      } catch (NoSuchFileException missing) {
        return 0;
      } catch (IOException e) {
        throw new UncheckedIOException(name, e);
      }
    }
  }
}
