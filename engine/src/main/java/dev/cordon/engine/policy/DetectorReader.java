package dev.cordon.engine.policy;

import dev.cordon.engine.detect.external.DetectorLoader;
import dev.cordon.engine.detect.external.ExternalDetectors;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    stamp.append(names).append(timeout).append(onFailure);
    if (jars.isEmpty() || stamp.toString().equals(files.detectorStamp)) {
      return jars.isEmpty() ? null : files.detectors;
    }
    ExternalDetectors found = load(section, jars, names);
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
      } else if (!Files.isRegularFile(jar)) {
        section.wrong("jars", "there is no file " + jar);
        whole = false;
      } else {
        stamp.append(jar).append(ReferredFiles.stamp(jar)).append(' ');
        files.digest(name + jar.toFile().length());
        try {
          jars.add(jar.toUri().toURL());
        } catch (MalformedURLException e) {
          section.wrong("jars", "is no path");
        }
      }
    }
    return whole ? jars : new ArrayList<URL>();
  }

  private static @Nullable ExternalDetectors load(
      Section section, List<URL> jars, List<String> names) {
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
      return names.isEmpty() ? all : all.only(names);
    } catch (ServiceConfigurationError | RuntimeException | LinkageError | StackOverflowError e) {
      section.wrong("jars", "the detectors can't be loaded (" + reason(e) + ")");
      return null;
    }
  }

  private static String reason(Throwable fault) {
    Throwable cause = fault.getCause() == null ? fault : fault.getCause();
    return cause.getClass().getName();
  }
}
