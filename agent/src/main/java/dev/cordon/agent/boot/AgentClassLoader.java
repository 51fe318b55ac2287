package dev.cordon.agent.boot;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URL;
import java.security.PrivilegedAction;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads the agent's own classes and its libraries from the archives nested in the agent's jar.
 *
 * <pre>
 *  bootstrap ── platform ── system ── application loaders      see only dev.cordon.agent.boot
 *                  ▲           ▲
 *                  │           └ dev.cordon.agent.boot
 *            AgentClassLoader ── inst/*.jar: weaver, engine, instrumentations, telemetry
 * </pre>
 *
 * <p>The parent is the platform loader, so that nothing of the application is ever seen from here
 * and the JDK's modules are. What the archives hold is asked first: they hold nothing of the JDK,
 * and a parent that doesn't find a class throws an exception, which is slow.
 */
public final class AgentClassLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private static final String ENTRY_PACKAGE = "dev.cordon.agent.boot.";
  private static final String BOOTSTRAP_ARCHIVE = "boot/bootstrap.jar";
  private static final String FOLDER = "inst/";
  private static final String SUFFIX = ".jar";

  /** Asked for once, and by our own rights: later there may be an application on the stack. */
  private static final ProtectionDomain DOMAIN = ownDomain();

  private static @Nullable AgentClassLoader instance;

  private final ZipRegion jar;
  private final int[] entries;
  private final @Nullable ZipRegion[] archives;

  private AgentClassLoader(ZipRegion jar, ClassLoader parent) {
    super(parent);
    this.jar = jar;
    int[] found = new int[16];
    int count = 0;
    for (int entry = jar.first(); entry >= 0; entry = jar.after(entry)) {
      String name = jar.name(entry);
      if (name.startsWith(FOLDER) && name.endsWith(SUFFIX) && count < found.length) {
        found[count++] = entry;
      }
    }
    entries = new int[count];
    System.arraycopy(found, 0, entries, 0, count);
    archives = new ZipRegion[count];
  }

  /**
   * Returns the one loader; opens the agent's jar at the first call.
   *
   * @throws IOException when the jar can't be read
   */
  public static synchronized AgentClassLoader instance() throws IOException {
    AgentClassLoader loader = instance;
    if (loader == null) {
      loader = open(jarFile());
      instance = loader;
    }
    return loader;
  }

  static AgentClassLoader open(File jarFile) throws IOException {
    // Stays open as long as the JVM. Not a FileChannel: an interrupted thread would close it.
    RandomAccessFile file = new RandomAccessFile(jarFile, "r");
    return new AgentClassLoader(new ZipRegion(file, 0, file.length()), platformLoader());
  }

  /**
   * Returns a class file or resource of the agent.
   *
   * @param path the path with slashes
   * @return its bytes, or null when there is none
   * @throws IOException when the jar can't be read
   */
  public byte @Nullable [] bytes(String path) throws IOException {
    for (int i = 0; i < archives.length; i++) {
      ZipRegion archive = archive(i);
      int entry = archive.find(path);
      if (entry >= 0) {
        return archive.read(entry);
      }
    }
    return null;
  }

  /**
   * Returns a class of the bootstrap package, which this loader itself doesn't define.
   *
   * @param path the path with slashes
   * @return its class file
   * @throws IOException when the jar can't be read or lacks it
   */
  public byte[] bootstrapClass(String path) throws IOException {
    int entry = jar.find(BOOTSTRAP_ARCHIVE);
    ZipRegion archive = entry < 0 ? jar : jar.nested(entry);
    int found = archive.find(path);
    if (found < 0) {
      throw new IOException("the agent's jar lacks " + path);
    }
    return archive.read(found);
  }

  /**
   * Returns the archive of the bootstrap package.
   *
   * @return a jar's bytes
   * @throws IOException when the jar can't be read or lacks it
   */
  public byte[] bootstrapArchive() throws IOException {
    int entry = jar.find(BOOTSTRAP_ARCHIVE);
    if (entry < 0) {
      throw new IOException("the agent's jar lacks " + BOOTSTRAP_ARCHIVE);
    }
    return jar.read(entry);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith("java.") || name.startsWith("dev.cordon.bootstrap.")) {
      return super.loadClass(name, resolve);
    }
    if (name.startsWith(ENTRY_PACKAGE)) {
      return Class.forName(name, false, AgentClassLoader.class.getClassLoader());
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null) {
        loaded = define(name);
      }
      if (loaded != null) {
        return loaded;
      }
    }
    return super.loadClass(name, resolve);
  }

  private @Nullable Class<?> define(String name) throws ClassNotFoundException {
    byte[] bytes;
    try {
      bytes = bytes(name.replace('.', '/').concat(".class"));
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
    if (bytes == null) {
      return null;
    }
    definePackageOf(name);
    return defineClass(name, bytes, 0, bytes.length, DOMAIN);
  }

  private void definePackageOf(String className) {
    String name = className.substring(0, Math.max(0, className.lastIndexOf('.')));
    if (getPackage(name) == null) {
      try {
        String version = AgentClassLoader.class.getPackage().getImplementationVersion();
        definePackage(name, null, null, null, "Cordon", version, null, null);
      } catch (IllegalArgumentException e) {
        // Another thread was faster: the package is there, which is all that matters.
        return;
      }
    }
  }

  @Override
  public @Nullable URL getResource(String name) {
    URL own = findResource(name);
    return own == null ? super.getResource(name) : own;
  }

  @Override
  protected @Nullable URL findResource(String name) {
    List<URL> found = resources(name, 1);
    return found.isEmpty() ? null : found.get(0);
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    return Collections.enumeration(resources(name, Integer.MAX_VALUE));
  }

  private List<URL> resources(String name, int limit) {
    return Rights.own(
        new PrivilegedAction<List<URL>>() { // a URL with a handler of its own needs a right
          @Override
          public List<URL> run() {
            return nested(name, limit);
          }
        });
  }

  private List<URL> nested(String name, int limit) {
    List<URL> found = new ArrayList<URL>(1);
    try {
      for (int i = 0; i < archives.length && found.size() < limit; i++) {
        ZipRegion archive = archive(i);
        int entry = archive.find(name);
        if (entry >= 0) {
          found.add(NestedResource.url(jar.name(entries[i]), name, archive.read(entry)));
        }
      }
    } catch (IOException e) {
      AgentLog.error("the agent's jar can't be read", e);
    }
    return found;
  }

  private ZipRegion archive(int index) throws IOException {
    synchronized (archives) {
      ZipRegion archive = archives[index];
      if (archive == null) {
        archive = jar.nested(entries[index]);
        archives[index] = archive;
      }
      return archive;
    }
  }

  /**
   * Returns the protection domain of all of the agent's classes.
   *
   * @return the domain of its jar
   */
  public static ProtectionDomain domain() {
    return DOMAIN;
  }

  private static ProtectionDomain ownDomain() {
    return Rights.own(
        new PrivilegedAction<ProtectionDomain>() {
          @Override
          public ProtectionDomain run() {
            return AgentClassLoader.class.getProtectionDomain();
          }
        });
  }

  private static File jarFile() throws IOException {
    try {
      return new File(DOMAIN.getCodeSource().getLocation().toURI());
    } catch (java.net.URISyntaxException | IllegalArgumentException e) {
      throw new IOException("the agent's jar is not a local file", e);
    }
  }

  /** The oldest ancestor of the system loader: {@code platform}, or {@code ext} on Java 8. */
  private static ClassLoader platformLoader() {
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    for (ClassLoader p = loader.getParent(); p != null; p = p.getParent()) {
      loader = p;
    }
    return loader;
  }
}
