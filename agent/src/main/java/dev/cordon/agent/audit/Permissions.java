package dev.cordon.agent.audit;

import dev.cordon.engine.file.RegularFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/** Opens files that only the owner may read. */
final class Permissions {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private Permissions() {}

  /**
   * Opens a file for reading and writing, mode 0600 where the file system knows modes; made if it
   * isn't there. A pipe is not waited for.
   */
  static FileChannel openPrivate(Path file) throws IOException {
    if (Files.exists(file)) {
      RegularFile.check(file);
    }
    Set<OpenOption> options = new HashSet<>();
    options.add(StandardOpenOption.READ);
    options.add(StandardOpenOption.WRITE);
    options.add(StandardOpenOption.CREATE);
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return FileChannel.open(file, options);
    }
    FileAttribute<?> mode = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
    FileChannel channel = FileChannel.open(file, options, mode);
    if (!Files.getPosixFilePermissions(file).equals(OWNER_ONLY)) {
      Files.setPosixFilePermissions(file, OWNER_ONLY); // it was there before, with a wider mode
    }
    return channel;
  }
}
