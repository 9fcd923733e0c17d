package dev.offshoot.systemtests;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Regular files of a folder in which processes work: what vanishes meanwhile is not there. */
final class LivingFiles extends SimpleFileVisitor<Path> {
  private final List<Path> leftOut;
  private final List<Path> found = new ArrayList<>();

  /** Without these folders. */
  LivingFiles(List<Path> leftOut) {
    this.leftOut = leftOut;
  }

  List<Path> found() {
    return List.copyOf(found);
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    return leftOut.contains(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (attributes.isRegularFile()) {
      found.add(file);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException gone) {
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException gone) {
    return FileVisitResult.CONTINUE;
  }
}
