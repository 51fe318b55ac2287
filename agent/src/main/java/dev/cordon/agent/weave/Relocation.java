package dev.cordon.agent.weave;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.BitSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Advice for a relocated copy of a library: the classes that it names become the copy's, where the
 * copy has them, and stay what they are where it doesn't.
 *
 * <p>Only the constant pool of a class file holds names (JVMS 4.4), and everything behind it refers
 * to the pool by number: the pool is written anew, and the rest is copied. Names are those of
 * classes, those in descriptors and signatures, and strings that are a class's name, by which
 * advice tells types that it must not refer to. Thread-safe.
 */
final class Relocation {
  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int CLASS = 7;

  private static final Pattern IN_DESCRIPTOR = Pattern.compile("L((?:[\\w$-]+/)+[\\w$-]+)(?=[;<])");
  private static final Pattern BINARY_NAME = Pattern.compile("(?:[a-z][\\w-]*\\.)+[A-Z][\\w$]*");

  private final String prefix;
  private final ClassLoader application;
  private final ConcurrentMap<String, String> names = new ConcurrentHashMap<String, String>();

  /**
   * Makes one.
   *
   * @param prefix what stands before the copy's names, with slashes, such as {@code
   *     com/example/shaded/}
   * @param application the loader that has the copy
   */
  Relocation(String prefix, ClassLoader application) {
    this.prefix = prefix;
    this.application = application;
  }

  /**
   * Returns the name that a class has here.
   *
   * @param original its name with slashes
   */
  String name(String original) {
    if (original.startsWith("java/") || original.startsWith("dev/cordon/")) {
      return original;
    }
    String known = names.get(original);
    if (known == null) {
      known = find(original);
      names.put(original, known);
    }
    return known;
  }

  /** A copy has its classes below the prefix, perhaps without the first part of their package. */
  private String find(String original) {
    String whole = prefix + original;
    if (exists(whole)) {
      return whole;
    }
    String part = prefix + original.substring(original.indexOf('/') + 1);
    return exists(part) ? part : original;
  }

  private boolean exists(String name) {
    try {
      application.loadClass(name.replace('/', '.'));
      return true;
    } catch (ClassNotFoundException | LinkageError missing) {
      return false;
    }
  }

  /**
   * Maps the names in a class file.
   *
   * @param classFile the class of advice
   * @return the class as it is to be defined beside the copy
   * @throws IOException when it is no class file
   */
  byte[] map(byte[] classFile) throws IOException {
    BitSet classes = classNames(classFile);
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(classFile.length * 3 / 2);
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(in.readLong()); // magic, versions
    int count = in.readUnsignedShort();
    out.writeShort(count);
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      out.writeByte(tag);
      if (tag == UTF8) {
        out.writeUTF(text(in.readUTF(), classes.get(i)));
      } else {
        for (int left = length(tag); left > 0; left--) {
          out.writeByte(in.readByte());
        }
      }
      i += tag == LONG || tag == DOUBLE ? 1 : 0;
    }
    int rest = in.available();
    out.write(classFile, classFile.length - rest, rest);
    return bytes.toByteArray();
  }

  /** Returns the texts that are the names of classes. */
  private static BitSet classNames(byte[] classFile) throws IOException {
    BitSet names = new BitSet();
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
    in.readLong();
    int count = in.readUnsignedShort();
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      if (tag == UTF8) {
        in.readUTF();
      } else if (tag == CLASS) {
        names.set(in.readUnsignedShort());
      } else {
        in.readFully(new byte[length(tag)]);
      }
      i += tag == LONG || tag == DOUBLE ? 1 : 0;
    }
    return names;
  }

  /** Returns how many bytes follow a constant's tag. */
  private static int length(int tag) throws IOException {
    switch (tag) {
      case 3: // an int
      case 4: // a float
      case 9: // a field
      case 10: // a method
      case 11: // a method of an interface
      case 12: // a name and a descriptor
      case 17: // a constant that is computed
      case 18: // a call site
        return 4;
      case LONG:
      case DOUBLE:
        return 8;
      case CLASS:
      case 8: // a string
      case 16: // a method's type
      case 19: // a module
      case 20: // a package
        return 2;
      case 15: // a method handle
        return 3;
      default:
        throw new IOException("not a constant: " + tag);
    }
  }

  private String text(String text, boolean isClassName) {
    if (isClassName && !text.startsWith("[")) {
      return name(text);
    }
    if (BINARY_NAME.matcher(text).matches()) {
      return name(text.replace('.', '/')).replace('/', '.');
    }
    Matcher type = text.indexOf('L') < 0 ? null : IN_DESCRIPTOR.matcher(text);
    return type == null || !type.find() ? text : types(text, type);
  }

  private String types(String text, Matcher type) {
    StringBuilder mapped = new StringBuilder(text.length() * 2);
    int end = 0;
    do {
      mapped.append(text, end, type.start(1)).append(name(type.group(1)));
      end = type.end();
    } while (type.find());
    return mapped.append(text, end, text.length()).toString();
  }

  /** Returns the relocation of a copy; null where the library has its own names. */
  static @Nullable Relocation of(String prefix, @Nullable ClassLoader application) {
    return prefix.isEmpty() || application == null ? null : new Relocation(prefix, application);
  }
}
