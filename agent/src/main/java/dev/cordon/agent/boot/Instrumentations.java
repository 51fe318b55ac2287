package dev.cordon.agent.boot;

import org.jspecify.annotations.Nullable;

/**
 * The agent's instrumentations and the classes that have hooks, so that {@code premain} needs
 * nothing but this class. The build writes the list from the hooks themselves. Immutable.
 *
 * <p>A class that is looked for costs a hash of its simple name's end and one probe of a sparse
 * table; its whole name is compared only when the hash is a target's.
 *
 * <p>Several instrumentations may have a target of one name, which a library had in different
 * shapes: the version of its class file tells whose a class is.
 *
 * <p>A relocated copy of a target is a target too: a class of the same name in a package below
 * another one, such as {@code com/example/shaded/okhttp3/RealCall}. Of packages in {@code org} the
 * copy may lack that part: {@code com/example/shaded/apache/http/…}.
 */
public final class Instrumentations {
  /** Free slots for each one in use: what is no target nearly always meets a free one. */
  private static final int SPARSITY = 8;

  /** How much of a name is hashed: enough to tell nearly all names apart, and a bound. */
  private static final int TAIL = 8;

  private static final int FIRST_TARGET = 4;

  /** The version of a class file that is written for Java 0, if there were one. */
  private static final int VERSION = 44;

  /** Stands for the version of any class file. */
  private static final int ANY = -1;

  /** Behind this many bytes of a class file its version is known. */
  private static final int HEAD = 8;

  private static final int BYTE = 0xff;
  private static final int POSITION = 0xffff;

  private static final String ORG = "org/";

  /** Whose classes nobody copies, and whose names are common ones. */
  private static final String[] JDK = {"java/", "jdk/", "sun/"};

  private static final Instrumentations ALL = new Instrumentations(Targets.LIST);

  private final String[] names;
  private final String[] descriptions;
  private final String[] targets;
  private final int[] oldest;
  private final int[] newest;
  private final boolean[] sharing;

  /** The instrumentation of each target. */
  private final int[] owners;

  /**
   * Where a target's hash points to, or the next free slot behind: the upper half of the hash and
   * the target's position plus one; 0 is free.
   */
  private final int[] slots;

  /**
   * Reads a list.
   *
   * @param list a line an instrumentation: its name, its description's binary name, the oldest and
   *     the newest Java release that its targets are written for, and the internal names of its
   *     targets, with spaces between them
   */
  Instrumentations(String list) {
    String[] lines = list.split("\n");
    String[][] words = new String[lines.length][];
    int count = 0;
    for (int line = 0; line < lines.length; line++) {
      words[line] = lines[line].split(" ");
      count += words[line].length - FIRST_TARGET;
    }
    names = new String[lines.length];
    descriptions = new String[lines.length];
    oldest = new int[lines.length];
    newest = new int[lines.length];
    sharing = new boolean[lines.length];
    targets = new String[count];
    owners = new int[count];
    slots = new int[Integer.highestOneBit(2 * SPARSITY * count)];
    int target = 0;
    for (int line = 0; line < lines.length; line++) {
      names[line] = words[line][0];
      descriptions[line] = words[line][1];
      oldest[line] = VERSION + Integer.parseInt(words[line][2]);
      newest[line] = VERSION + Integer.parseInt(words[line][3]);
      for (int word = FIRST_TARGET; word < words[line].length; word++) {
        targets[target] = words[line][word];
        owners[target] = line;
        enter(target++);
      }
    }
  }

  private void enter(int target) {
    int hash = hash(targets[target]);
    int last = slots.length - 1;
    int slot = hash & last;
    while (slots[slot] != 0) {
      int other = (slots[slot] & POSITION) - 1;
      if (targets[other].equals(targets[target])) {
        sharing[owners[other]] = true;
        sharing[owners[target]] = true;
      }
      slot = (slot + 1) & last;
    }
    slots[slot] = (hash & ~POSITION) | (target + 1);
  }

  /** Tells whether a name may be that of a copy of a target, which stands in another package. */
  private static boolean isCopy(String name, String target) {
    for (String jdk : JDK) {
      if (target.startsWith(jdk)) {
        return false;
      }
    }
    return endsWith(name, target, 0)
        || (target.startsWith(ORG) && endsWith(name, target, ORG.length()));
  }

  /** Tells whether a name ends with a target's from a position on, as whole parts of packages. */
  private static boolean endsWith(String name, String target, int from) {
    int at = name.length() - target.length() + from;
    return at > 0
        && name.charAt(at - 1) == '/'
        && name.regionMatches(at, target, from, target.length() - from);
  }

  /**
   * Returns the hash of a simple name's end, so that a copy of a target in another package meets it
   * too.
   *
   * @param name a name with slashes or dots
   */
  private static int hash(String name) {
    int hash = 0;
    for (int i = name.length() - 1, end = Math.max(0, i + 1 - TAIL); i >= end; i--) {
      char c = name.charAt(i);
      if (c == '/' || c == '.') {
        break;
      }
      hash = 31 * hash + c;
    }
    return hash;
  }

  /**
   * Finds the instrumentation of a class.
   *
   * @param name the class's name with slashes
   * @return the instrumentation's position in the list, one of several that share the name, or -1
   */
  int find(String name) {
    return find(name, ANY);
  }

  /**
   * Finds the instrumentation of a class file.
   *
   * @param name the class's name with slashes
   * @param classFile the file, or its beginning
   * @return the instrumentation's position in the list, or -1
   */
  int find(String name, byte[] classFile) {
    return find(name, version(classFile));
  }

  private static int version(byte[] classFile) {
    return classFile.length < HEAD ? ANY : (classFile[6] & BYTE) << 8 | (classFile[7] & BYTE);
  }

  private int find(String name, int version) {
    int target = target(name, version);
    return target < 0 ? -1 : owners[target];
  }

  /** Returns the target that a class is, or is a copy of; -1 for none. */
  private int target(String name, int version) {
    int hash = hash(name);
    int copied = -1;
    for (int slot = probe(hash, hash); slot >= 0; slot = probe(hash, slot + 1)) {
      int target = (slots[slot] & POSITION) - 1;
      int owner = owners[target];
      if (version != ANY && (version < oldest[owner] || version > newest[owner])) {
        continue;
      }
      if (targets[target].equals(name)) {
        return target;
      }
      if (isCopy(name, targets[target])) {
        copied = target;
      }
    }
    return copied;
  }

  /**
   * Returns what stands before the part of a copy's name that it shares with its target.
   *
   * @param name the class's name with slashes
   * @return a package with a slash at its end; empty for a target itself, and for any other class
   */
  String prefixOf(String name) {
    int target = target(name, ANY);
    String original = target < 0 ? name : targets[target];
    if (name.equals(original)) {
      return "";
    }
    int from = endsWith(name, original, 0) ? 0 : ORG.length();
    return name.substring(0, name.length() - original.length() + from);
  }

  /** Returns the next slot of a target that may have a hash, or -1. */
  private int probe(int hash, int from) {
    int last = slots.length - 1;
    for (int slot = from & last; slots[slot] != 0; slot = (slot + 1) & last) {
      if (((slots[slot] ^ hash) & ~POSITION) == 0) {
        return slot;
      }
    }
    return -1;
  }

  /**
   * Finds the instrumentation of a class. Called for every class that the JVM loads: allocates
   * nothing.
   *
   * @param internalName the class's name with slashes
   * @return the instrumentation's position in the list, one of several that share the name, or -1
   */
  public static int indexOf(String internalName) {
    return ALL.find(internalName);
  }

  /**
   * Finds the instrumentation of a class file.
   *
   * @param internalName the class's name with slashes
   * @param classFile the file, or its first eight bytes; one of fewer may be any of those that
   *     share the name
   * @return the instrumentation's position in the list, or -1
   */
  public static int indexOf(String internalName, byte[] classFile) {
    return ALL.find(internalName, classFile);
  }

  /**
   * Returns where a relocated copy of a library has its classes.
   *
   * @param internalName a hooked class's name with slashes
   * @return a package with a slash at its end, such as {@code com/example/shaded/}; empty for a
   *     library in its own packages
   */
  public static String prefix(String internalName) {
    return ALL.prefixOf(internalName);
  }

  /**
   * Tells whether a class may be a target, by its simple name.
   *
   * @param binaryName its name with dots
   */
  static boolean mayBe(String binaryName) {
    int hash = hash(binaryName);
    return ALL.probe(hash, hash) >= 0;
  }

  /** Tells whether an instrumentation shares a target's name with another. */
  public static boolean isSharing(int index) {
    return ALL.sharing[index];
  }

  /** Returns how many instrumentations there are. */
  public static int size() {
    return ALL.names.length;
  }

  /** Returns an instrumentation's name. */
  public static String name(int index) {
    return ALL.names[index];
  }

  /** Returns the binary name of an instrumentation's description. */
  public static String description(int index) {
    return ALL.descriptions[index];
  }

  /**
   * Finds an instrumentation by name.
   *
   * @param name its name
   * @return its position in the list, or null when there is none
   */
  public static @Nullable Integer byName(String name) {
    for (int i = 0; i < ALL.names.length; i++) {
      if (ALL.names[i].equals(name)) {
        return i;
      }
    }
    return null;
  }
}
