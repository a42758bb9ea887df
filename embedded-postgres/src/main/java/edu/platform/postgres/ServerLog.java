package edu.platform.postgres;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The file that initdb and the server append to. */
record ServerLog(Path file) {

  private static final long LARGEST_KEPT_BYTES = 10L * 1024 * 1024;
  private static final int LINES_SHOWN = 5;

  /** Make the file for its owner alone; begin it anew when it has become large. */
  void open() throws IOException {
    if (Files.exists(file) && Files.size(file) > LARGEST_KEPT_BYTES) {
      Files.delete(file);
    }
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
  }

  /** Return the place where what is written from now on begins. */
  long end() throws IOException {
    return Files.size(file);
  }

  /** Return what was written since a place. */
  String since(long start) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.position(start);
      byte[] bytes = Channels.newInputStream(channel).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** Return the last lines of a text, as a message shows them. */
  static String lastLines(String text) {
    var lines = text.lines().filter(line -> !line.isBlank()).toList();
    var shown = lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size());
    return String.join(System.lineSeparator(), shown);
  }
}
