package dev.cordon.engine.detect.external;

import dev.cordon.engine.detect.ExternalDetector;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Collections;
import java.util.Enumeration;

/**
 * Loads external detectors from the user's jars, apart from the application and from Cordon: they
 * see the JDK, {@link ExternalDetector} and each other, so that their libraries clash with
 * nobody's.
 */
public final class DetectorLoader extends URLClassLoader {
  /**
   * Makes a loader.
   *
   * @param jars where the jars are
   */
  public DetectorLoader(URL[] jars) {
    super(jars, new Shared());
  }

  @Override
  public String toString() {
    return "external detectors";
  }

  /** The JDK and the interface of external detectors. */
  private static final class Shared extends ClassLoader {
    private static final String INTERFACE = ExternalDetector.class.getName();

    Shared() {
      // On Java 8 the loader of extensions, since Java 9 the one of the platform.
      super(ClassLoader.getSystemClassLoader().getParent());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.equals(INTERFACE) || name.startsWith(INTERFACE + "$")) {
        return Class.forName(name, false, ExternalDetector.class.getClassLoader());
      }
      throw new ClassNotFoundException(name);
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
      return Collections.emptyEnumeration();
    }
  }
}
