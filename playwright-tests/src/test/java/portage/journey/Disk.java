package portage.journey;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Searches files byte by byte. */
final class Disk {
  private Disk() {}

  /** The files under {@code folder} that hold one of {@code texts}, as UTF-8 or as UTF-16LE. */
  static List<String> filesWith(Path folder, Collection<String> texts) throws IOException {
    List<byte[]> wanted = new ArrayList<>();
    for (String text : texts) {
      wanted.add(text.getBytes(StandardCharsets.UTF_8));
      wanted.add(text.getBytes(StandardCharsets.UTF_16LE));
    }
    List<String> found = new ArrayList<>();
    Files.walkFileTree(folder, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (!attributes.isRegularFile()) return FileVisitResult.CONTINUE;
        byte[] content;
        try {
          content = Files.readAllBytes(file);
        } catch (NoSuchFileException goneMeanwhile) {
          return FileVisitResult.CONTINUE;
        }
        if (wanted.stream().anyMatch(bytes -> contains(content, bytes))) found.add(folder.relativize(file).toString());
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        if (failure instanceof NoSuchFileException) return FileVisitResult.CONTINUE;
        throw failure;
      }
    });
    return found;
  }

  private static boolean contains(byte[] content, byte[] wanted) {
    for (int at = 0; at <= content.length - wanted.length; at++) {
      if (content[at] != wanted[0]) continue;
      int i = 1;
      while (i < wanted.length && content[at + i] == wanted[i]) i++;
      if (i == wanted.length) return true;
    }
    return false;
  }
}
