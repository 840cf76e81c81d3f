package com.orgscope;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * What the wrapper runs once after a build: writes jars anew without compression, because a start
 * reads the annotations of many classes from them, and inflating takes longer than reading.
 */
final class StoredJars {
  private StoredJars() {}

  /**
   * @param args the jars, each replaced in one step
   */
  public static void main(String[] args) throws IOException {
    for (String jar : args) {
      Path written = Path.of(jar + ".new");
      write(Path.of(jar), written);
      Files.move(written, Path.of(jar), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  static void write(Path jar, Path stored) throws IOException {
    try (ZipFile read = new ZipFile(jar.toFile());
        ZipOutputStream written =
            new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(stored)))) {
      written.setMethod(ZipOutputStream.STORED);
      Enumeration<? extends ZipEntry> entries = read.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        byte[] bytes = read.getInputStream(entry).readAllBytes();
        written.putNextEntry(uncompressed(entry, bytes));
        written.write(bytes);
        written.closeEntry();
      }
    }
  }

  private static ZipEntry uncompressed(ZipEntry entry, byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    ZipEntry same = new ZipEntry(entry.getName());
    same.setTime(entry.getTime());
    same.setSize(bytes.length);
    same.setCompressedSize(bytes.length);
    same.setCrc(sum.getValue());
    return same;
  }
}
