package dev.cordon.agent.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cordon.engine.policy.VendorCatalogue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A new vendor needs its block of vendors.txt and nothing else. */
class NewVendorTest {
  private static final Path PAGE = Path.of("../docs/adding-a-vendor.md");
  private static final String VENDOR = "example_ai example.ai";

  @Test
  void itsBlockIsAllThatAVendorNeeds() throws Exception {
    Map<String, String> expected = new TreeMap<>();
    expected.put("vendor of any call", VENDOR);
    expected.put("vendor by pattern", VENDOR);
    expected.put("vendor elsewhere", "none");
    expected.put("vendor of a port", VENDOR);
    expected.put("refused while the engine can't start", "true");
    expected.put("key header", "stays");
    expected.put("identifier header", "changed");
    expected.put("identifier headers", "changed");
    expected.put("key parameter", "stays");
    expected.put("parameter", "stays");
    expected.put("key", "k1");
    expected.put("key in query", "k2");
    expected.put("library", "true");

    assertEquals(expected, calls("\n" + block()));
  }

  @Test
  void withoutItsBlockNoneOfItIsKnown() throws Exception {
    Map<String, String> expected = new TreeMap<>();
    expected.put("vendor of any call", "none");
    expected.put("vendor by pattern", "none");
    expected.put("vendor elsewhere", "none");
    expected.put("vendor of a port", "null null");
    expected.put("refused while the engine can't start", "false");
    expected.put("key header", "changed");
    expected.put("identifier header", "stays");
    expected.put("identifier headers", "stays");
    expected.put("key parameter", "changed");
    expected.put("parameter", "changed");
    expected.put("key", null);
    expected.put("key in query", null);
    expected.put("library", "false");

    assertEquals(expected, calls(""));
  }

  private static String block() throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf("```\nvendor ") + 4;
    return page.substring(from, page.indexOf("```", from));
  }

  /** Makes the calls with the built-in vendors and more, in classes of their own. */
  @SuppressWarnings("unchecked") // the interface and the map are the JDK's
  private static Map<String, String> calls(String more) throws Exception {
    Class<?> calls = new OwnEngine(more).loadClass(NewVendorCalls.class.getName());
    return ((Supplier<Map<String, String>>) calls.getConstructor().newInstance()).get();
  }

  /** Loads the product's classes once more, beside a longer vendors.txt. */
  private static final class OwnEngine extends ClassLoader {
    private final String more;

    OwnEngine(String more) {
      super(NewVendorTest.class.getClassLoader());
      this.more = more;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        if (!name.startsWith("dev.cordon.")) {
          return super.loadClass(name, resolve);
        }
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? define(name) : loaded;
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = super.getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] code = in.readAllBytes();
        return defineClass(name, code, 0, code.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }

    @Override
    public InputStream getResourceAsStream(String name) {
      InputStream in = super.getResourceAsStream(name);
      if (!name.equals(VendorCatalogue.class.getPackageName().replace('.', '/') + "/vendors.txt")) {
        return in;
      }
      try (InputStream builtIn = in) {
        String text = new String(builtIn.readAllBytes(), UTF_8) + more;
        return new ByteArrayInputStream(text.getBytes(UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
