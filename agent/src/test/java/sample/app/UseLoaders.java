package sample.app;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.function.Predicate;

/** Loads a hooked library through loaders of an application server's kind. */
public final class UseLoaders {
  /** Defines the library itself, and delegates only what a predicate lets through. */
  private static final class Library extends ClassLoader {
    private final Predicate<String> delegated;

    Library(Predicate<String> delegated) {
      super(UseLoaders.class.getClassLoader());
      this.delegated = delegated;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
          return loaded;
        }
        if (name.equals("sample.Client")) {
          byte[] bytes = read();
          return defineClass(name, bytes, 0, bytes.length);
        }
        if (delegated.test(name)) {
          return super.loadClass(name, resolve);
        }
        throw new ClassNotFoundException(name);
      }
    }

    private static byte[] read() {
      try (InputStream in = ClassLoader.getSystemResourceAsStream("sample/Client.class")) {
        return in.readAllBytes();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  public static void main(String[] arguments) throws Exception {
    System.out.println("filtering: " + names(new Library(name -> name.startsWith("java."))));
    System.out.println("second:    " + names(new Library(name -> true)));
    System.out.println("third:     " + names(new Library(name -> true)));
    System.out.println("filtering discarded: " + isCollected(name -> name.startsWith("java.")));
    System.out.println("plain discarded: " + isCollected(name -> true));
  }

  private static Object names(ClassLoader loader) throws Exception {
    Class<?> client = loader.loadClass("sample.Client");
    Object instance = client.getConstructor().newInstance();
    return client.getMethod("names", boolean.class).invoke(instance, true);
  }

  private static boolean isCollected(Predicate<String> delegated) throws Exception {
    ReferenceQueue<ClassLoader> queue = new ReferenceQueue<>();
    WeakReference<ClassLoader> discarded = used(delegated, queue);
    for (int i = 0; i < 50; i++) {
      System.gc();
      if (queue.remove(100) == discarded) {
        return true;
      }
    }
    return false;
  }

  private static WeakReference<ClassLoader> used(
      Predicate<String> delegated, ReferenceQueue<ClassLoader> queue) throws Exception {
    ClassLoader loader = new Library(delegated);
    names(loader);
    return new WeakReference<>(loader, queue);
  }
}
