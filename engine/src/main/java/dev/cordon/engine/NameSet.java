package dev.cordon.engine;

/** A fixed set of ASCII names, looked up without regard to case and without garbage. Immutable. */
public final class NameSet {
  private final String[] slots;

  /**
   * Makes a set.
   *
   * @param names in lower case
   */
  public NameSet(String... names) {
    slots = new String[Integer.highestOneBit(Math.max(1, names.length)) * 4];
    for (String name : names) {
      int slot = hash(name);
      while (slots[slot] != null) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = name;
    }
  }

  /**
   * Tells whether a name is in the set.
   *
   * @param name in any case
   */
  public boolean contains(String name) {
    for (int slot = hash(name); slots[slot] != null; slot = (slot + 1) & (slots.length - 1)) {
      if (slots[slot].equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }

  private int hash(String name) {
    int hash = name.length();
    for (int i = 0; i < name.length(); i++) {
      hash = 31 * hash + (name.charAt(i) | 0x20);
    }
    return (hash ^ (hash >>> 15)) & (slots.length - 1);
  }
}
