package dev.cordon.agent.cli;

import dev.cordon.engine.file.RegularFile;
import dev.cordon.engine.policy.PolicyFile;
import dev.cordon.engine.signature.DetachedSignature;
import dev.cordon.engine.signature.SigningKey;
import dev.cordon.engine.signature.UnsupportedKeyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Signs the file that a command names. Used once. */
final class FileSigner {
  private final Console console;
  private final String command;

  FileSigner(Console console, String command) {
    this.console = console;
    this.command = command;
  }

  /** Returns a file's bytes; null when it can't be read, which is then said. */
  byte @Nullable [] content(String file) {
    try {
      return RegularFile.read(Paths.get(file), PolicyFile.MAX_BYTES);
    } catch (IOException | InvalidPathException e) {
      return complain(file, Unreadable.why(e));
    }
  }

  /**
   * Signs.
   *
   * @param file the file
   * @param content its bytes, which were looked at before
   * @param keyFile what {@code keygen} made
   * @return the exit code
   */
  int sign(DetachedSignature.Kind kind, String file, byte[] content, String keyFile) {
    SigningKey key = key(keyFile);
    if (key == null) {
      return ExitCode.KEY;
    }
    Path beside = DetachedSignature.beside(Paths.get(file));
    try {
      DetachedSignature made = DetachedSignature.make(kind, content, key, Instant.now());
      Path part = beside.resolveSibling(beside.getFileName() + ".part");
      Files.write(part, made.text());
      Files.move(part, beside, StandardCopyOption.REPLACE_EXISTING);
      console.out.println(beside + ": signed with the key " + made.key() + " at " + made.signed());
      return ExitCode.OK;
    } catch (UnsupportedKeyException e) {
      complain(keyFile, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      complain(beside.toString(), Unreadable.why(e));
    }
    return ExitCode.NOT;
  }

  private @Nullable SigningKey key(String file) {
    try {
      return SigningKey.read(Paths.get(file));
    } catch (UnsupportedKeyException e) {
      complain(file, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      String why = Unreadable.why(e);
      boolean told = e.getClass() == IOException.class && e.getMessage() != null;
      complain(file, told ? String.valueOf(e.getMessage()) : why);
    } catch (InvalidPathException e) {
      complain(file, Unreadable.why(e));
    }
    return null;
  }

  private byte @Nullable [] complain(String file, String why) {
    console.err.println(command + ": " + file + ": " + why);
    return null;
  }
}
