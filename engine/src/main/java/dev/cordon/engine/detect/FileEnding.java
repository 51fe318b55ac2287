package dev.cordon.engine.detect;

/** Endings of file names, which stand behind values that files are named after. */
public final class FileEnding {
  private static final String ENDINGS =
      WordLists.read(FileEnding.class, "words.txt").spaced("file_ending");

  private static final int LONGEST = 5;

  private FileEnding() {}

  /** Tells whether a dot, the ending of a file's name and no more of a word stand at a place. */
  public static boolean isAt(ScanText text, int dot) {
    if (text.at(dot) != '.') {
      return false;
    }
    int end = dot + 1;
    while (end - dot <= LONGEST + 1 && Ascii.isAlnum(text.at(end))) {
      end++;
    }
    int length = end - dot - 1;
    if (length < 2 || length > LONGEST || !text.endsWord(end)) {
      return false;
    }
    int place = ENDINGS.indexOf(' ');
    while (place < ENDINGS.length() - 1) {
      int next = ENDINGS.indexOf(' ', place + 1);
      if (next - place - 1 == length && isSame(text, dot + 1, place + 1, length)) {
        return true;
      }
      place = next;
    }
    return false;
  }

  private static boolean isSame(ScanText text, int at, int place, int length) {
    for (int i = 0; i < length; i++) {
      if (Ascii.lower(text.at(at + i)) != ENDINGS.charAt(place + i)) {
        return false;
      }
    }
    return true;
  }
}
