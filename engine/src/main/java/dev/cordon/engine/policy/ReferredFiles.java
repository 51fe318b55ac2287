package dev.cordon.engine.policy;

import dev.cordon.engine.detect.custom.ExactValues;
import dev.cordon.engine.detect.custom.ValueReader;
import dev.cordon.engine.detect.external.ExternalDetectors;
import dev.cordon.engine.file.RegularFile;
import dev.cordon.engine.file.UnusableFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files that a policy names and that are a part of it. What did not change since the policy
 * before is taken from there. Not thread-safe.
 */
final class ReferredFiles {
  /** Some twenty million values. */
  private static final long MAX_BYTES = 512L << 20;

  private static final int MAX_SMALL = 16 << 20;
  private static final int TOLD = 5;
  private static final long EVERY_NANOS = 2_000_000_000L;

  private final PolicyContext.@Nullable Progress progress;
  private final @Nullable Path folder;
  private final Map<Path, Loaded> before;
  private final Map<Path, Loaded> loaded = new HashMap<>();
  private final List<Path> paths = new ArrayList<>();
  private final MessageDigest digest = sha256();

  /** The detectors of the jars of one stamp. */
  String detectorStamp = "";

  @Nullable ExternalDetectors detectors;

  ReferredFiles(PolicyContext.@Nullable Progress progress) {
    this(progress, null, new HashMap<Path, Loaded>());
  }

  private ReferredFiles(
      PolicyContext.@Nullable Progress progress, @Nullable Path folder, Map<Path, Loaded> before) {
    this.progress = progress;
    this.folder = folder;
    this.before = before;
  }

  /** Returns the files of the next reading of a policy. */
  ReferredFiles next(String policy) {
    Path parent = null;
    try {
      parent = Paths.get(policy).toAbsolutePath().getParent();
    } catch (InvalidPathException e) {
      // No file: names are then relative to where the JVM was started.
    }
    ReferredFiles next = new ReferredFiles(progress, parent, loaded);
    next.detectorStamp = detectorStamp;
    next.detectors = detectors;
    return next;
  }

  /** Returns the policy's folder; null when it is not known. */
  @Nullable Path folder() {
    return folder;
  }

  List<Path> paths() {
    return paths;
  }

  /** Returns what tells the files' content from any other. Call it once. */
  byte[] digest() {
    return paths.isEmpty() ? new byte[0] : digest.digest();
  }

  /** Returns a file's path, relative to the policy's; null when there is a problem. */
  @Nullable Path path(Section section, String key, String name) {
    try {
      Path path = Paths.get(name);
      path = folder == null ? path : folder.resolve(path);
      paths.add(path);
      return path;
    } catch (InvalidPathException e) {
      section.wrong(key, "is no path");
      return null;
    }
  }

  void digest(String text) {
    digest.update(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /** Returns the values of a list; null when it can't be read. */
  @Nullable ExactValues values(Section section, String key, String name) {
    Path path = path(section, key, name);
    if (path == null) {
      return null;
    }
    String stamp = stamp(path);
    Loaded known = before.get(path);
    if (known == null || !known.stamp.equals(stamp) || known.wrong > 0) {
      known = read(section, key, path, stamp);
    }
    if (known == null) {
      return null;
    }
    loaded.put(path, known);
    digest.update(known.hash);
    return known.values;
  }

  /** Returns the lines of a small file; none when it can't be read, which is a problem. */
  List<String> lines(Section section, String key, String name) {
    Path path = path(section, key, name);
    if (path == null) {
      return new ArrayList<>();
    }
    try {
      byte[] bytes = RegularFile.read(path, MAX_SMALL);
      digest.update(bytes);
      String text = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
      return Arrays.asList(text.substring(text.startsWith("\uFEFF") ? 1 : 0).split("\\R", -1));
    } catch (IOException | SecurityException e) {
      section.wrong(key, path + " can't be read (" + UnusableFileException.reason(e) + ")");
      return new ArrayList<>();
    }
  }

  private @Nullable Loaded read(Section section, String key, Path path, String stamp) {
    MessageDigest content = sha256();
    try (InputStream in = new DigestInputStream(RegularFile.open(path, MAX_BYTES), content)) {
      Reading reading = new Reading(section, key, path, Files.size(path));
      ExactValues values = ValueReader.read(in, reading);
      if (reading.wrong > TOLD) {
        long more = reading.wrong - TOLD;
        section.wrongFile(key, path.toString(), 0, "there are " + more + " more such lines");
      }
      if (values.size() == 0 && reading.wrong == 0) {
        section.wrong(key, "the file holds no value");
      }
      return new Loaded(stamp, values, content.digest(), reading.wrong);
    } catch (IOException | SecurityException e) {
      section.wrong(key, path + " can't be read (" + UnusableFileException.reason(e) + ")");
      return null;
    }
  }

  /** Returns what changes when a file does. */
  static String stamp(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return now.lastModifiedTime() + "/" + now.size() + "/" + now.fileKey();
    } catch (IOException | SecurityException e) {
      return "none";
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-256
    }
  }

  /** A list that was read. */
  private static final class Loaded {
    final String stamp;
    final ExactValues values;
    final byte[] hash;
    final long wrong;

    Loaded(String stamp, ExactValues values, byte[] hash, long wrong) {
      this.stamp = stamp;
      this.values = values;
      this.hash = hash;
      this.wrong = wrong;
    }
  }

  /** Says what is wrong with a list's lines, and how far its reading is. */
  private final class Reading implements ValueReader.Listener {
    private final Section section;
    private final String key;
    private final Path path;
    private final long size;
    private long told = System.nanoTime();
    long wrong;

    Reading(Section section, String key, Path path, long size) {
      this.section = section;
      this.key = key;
      this.path = path;
      this.size = size;
    }

    @Override
    public void wrong(long line, String what) {
      if (++wrong <= TOLD) {
        section.wrongFile(key, path.toString(), line, what);
      }
    }

    @Override
    public void progress(long bytes, int values) {
      PolicyContext.Progress listener = progress;
      if (listener != null && System.nanoTime() - told >= EVERY_NANOS) {
        told = System.nanoTime();
        listener.reading(path, (int) (bytes * 100 / Math.max(size, bytes)), values);
      }
    }
  }
}
