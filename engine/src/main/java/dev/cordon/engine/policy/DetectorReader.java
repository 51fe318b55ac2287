package dev.cordon.engine.policy;

import dev.cordon.engine.detect.external.DetectorLoader;
import dev.cordon.engine.detect.external.ExternalDetectors;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code detectors}: jars with detectors of the user's own. */
final class DetectorReader {
  static final int TIMEOUT_MILLIS = 250;

  private DetectorReader() {}

  static @Nullable ExternalDetectors read(Section top, ReferredFiles files) {
    Section section = top.section("detectors", PolicyKeys.DETECTORS);
    if (section == null) {
      return null;
    }
    if (section.texts("jars").isEmpty()) {
      top.wrong("detectors", "needs jars");
    }
    StringBuilder stamp = new StringBuilder();
    List<URL> jars = jars(section, files, stamp);
    int timeout = (int) section.number("timeout", Quantity.MILLIS, 1, 60_000, TIMEOUT_MILLIS);
    Fallback onFailure = section.choice("on_failure", Fallback.values());
    List<String> names = section.texts("use");
    Map<String, Map<String, String>> settings = settings(section);
    files.digest(settings.toString());
    stamp.append(names).append(timeout).append(onFailure).append(settings);
    if (jars.isEmpty() || stamp.toString().equals(files.detectorStamp)) {
      return jars.isEmpty() ? null : files.detectors;
    }
    ExternalDetectors found = load(section, jars, names, settings);
    files.detectors = found == null ? null : found.within(timeout, onFailure != Fallback.ALLOW);
    files.detectorStamp = found == null ? "" : stamp.toString();
    return files.detectors;
  }

  private static List<URL> jars(Section section, ReferredFiles files, StringBuilder stamp) {
    List<URL> jars = new ArrayList<>();
    boolean whole = true;
    for (String name : section.texts("jars")) {
      Path jar = files.path(section, "jars", name);
      if (jar == null) {
        whole = false;
      } else if (Files.isDirectory(jar)) {
        List<Path> inside = jarsIn(jar);
        if (inside.isEmpty()) {
          section.wrong("jars", "there is no file *.jar in " + jar);
          whole = false;
        }
        for (Path each : inside) {
          jars.add(url(each, files, stamp));
        }
      } else if (Files.isRegularFile(jar)) {
        jars.add(url(jar, files, stamp));
      } else {
        section.wrong("jars", "there is no file " + jar);
        whole = false;
      }
    }
    return whole ? jars : new ArrayList<URL>();
  }

  /** Returns the jars that lie in a folder, by their names; none if it can't be read. */
  private static List<Path> jarsIn(Path folder) {
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
      for (Path jar : found) {
        jars.add(jar);
      }
    } catch (IOException | DirectoryIteratorException e) {
      return new ArrayList<>();
    }
    Collections.sort(jars);
    return jars;
  }

  private static URL url(Path jar, ReferredFiles files, StringBuilder stamp) {
    stamp.append(jar).append(ReferredFiles.stamp(jar)).append(' ');
    files.digest(jar.getFileName() + " " + jar.toFile().length());
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e); // "file" is a protocol that each JDK knows
    }
  }

  /** Returns the detectors' settings by their names. */
  private static Map<String, Map<String, String>> settings(Section detectors) {
    Map<String, Map<String, String>> settings = new LinkedHashMap<>();
    Section all = detectors.section("settings", null);
    if (all != null) {
      for (String name : all.names()) {
        settings.put(name, texts(all.section(name, null)));
      }
    }
    return settings;
  }

  private static Map<String, String> texts(@Nullable Section section) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (section != null) {
      for (String key : section.names()) {
        texts.put(key, String.valueOf(section.text(key)));
      }
    }
    return texts;
  }

  private static @Nullable ExternalDetectors load(
      Section section,
      List<URL> jars,
      List<String> names,
      Map<String, Map<String, String>> settings) {
    try {
      ClassLoader loader = new DetectorLoader(jars.toArray(new URL[0]));
      ExternalDetectors all = ExternalDetectors.all(loader);
      if (all.names().isEmpty()) {
        section.wrong("jars", "hold no external detector");
        return null;
      }
      for (String name : names) {
        if (!all.names().contains(name)) {
          section.wrong("use", "there is no detector " + name + ", only " + all.names());
          return null;
        }
      }
      ExternalDetectors used = names.isEmpty() ? all : all.only(names);
      for (String name : settings.keySet()) {
        if (!used.names().contains(name)) {
          section.wrong(
              "settings",
              "there is no detector " + name + " in use" + Suggestion.text(name, used.names()));
          return null;
        }
      }
      return configured(section, used, settings) ? used : null;
    } catch (ServiceConfigurationError | RuntimeException | LinkageError | StackOverflowError e) {
      section.wrong("jars", "the detectors can't be loaded (" + reason(e) + ")");
      return null;
    }
  }

  private static boolean configured(
      Section section, ExternalDetectors used, Map<String, Map<String, String>> settings) {
    try {
      used.configure(settings);
      return true;
    } catch (IllegalArgumentException e) {
      section.wrong(section.has("settings") ? "settings" : "jars", String.valueOf(e.getMessage()));
      return false;
    }
  }

  private static String reason(Throwable fault) {
    Throwable cause = fault.getCause() == null ? fault : fault.getCause();
    return cause.getClass().getName();
  }
}
