package dev.cordon.engine.detect.person;

import static dev.cordon.engine.detect.person.NameWord.is;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.WordLists;

/**
 * Names in small letters, as people write in chats, beside words that are said of persons: {@code
 * ask marcus}, {@code sarah said}. Only given names that are nothing else; behind a title or an
 * initial ({@code mrs whitmore}, {@code s. patel}) also surnames.
 */
final class ChatName implements LiteralDetector {
  private final PersonName names;
  private final boolean behind;
  private final boolean title;

  private ChatName(PersonName names, boolean behind, boolean title) {
    this.names = names;
    this.behind = behind;
    this.title = title;
  }

  static void register(Registry registry, WordLists cues, PersonName names) {
    ChatName chat = new ChatName(names, true, false);
    registry.literals(chat, cues.words("chat"));
    registry.mark(chat, '@');
    registry.literals(new ChatName(names, true, true), cues.words("chat_title"));
    registry.literals(new ChatName(names, false, false), cues.words("chat_deed"));
  }

  @Override
  public void found(ScanText text, int start, int end) {
    int at = behind ? end : text.at(start - 1) == ' ' ? NameWord.startBefore(text, start - 1) : -1;
    if (text.at(start) == '@' && start > text.from() && !Ascii.isBlank(text.at(start - 1))) {
      return; // deploy@marcus is a host
    }
    if (at < 0 || !Ascii.isLower(text.at(at)) || (!behind && !text.endsWord(end))) {
      return;
    }
    int first = behind ? initialEnd(text, at) : at;
    long word = NameWord.read(text, first);
    int stop = NameWord.end(word);
    boolean surname = title || first > at;
    if (!(surname ? isSmallName(word) : isGiven(word))
        || !isFree(text, at, stop)
        || names.isCommon(text, first, stop)) {
      return;
    }
    if (behind && text.at(stop) == ' ') {
      long next = NameWord.read(text, stop + 1);
      boolean full = NameWord.form(next) == NameWord.LOWER && isSurname(next);
      if (full && isFree(text, at, NameWord.end(next))) {
        stop = NameWord.end(next);
      }
    }
    names.found(text, at, stop, 56, true);
    if (behind) {
      listed(text, stop);
    }
  }

  /** Returns where the surname of {@code s. patel} begins, or the place where a name does. */
  private static int initialEnd(ScanText text, int at) {
    boolean initial = text.at(at + 1) == '.' && Ascii.isLower(text.at(at + 3));
    return initial && text.at(at + 2) == ' ' ? at + 3 : at;
  }

  /** Tells whether a word in small letters is a name, given or not, and nothing else. */
  private static boolean isSmallName(long word) {
    return NameWord.form(word) == NameWord.LOWER && isNothingElse(word);
  }

  /** Takes the next ones of {@code ask rebecca, tomasz and hannah}. */
  private void listed(ScanText text, int end) {
    int at = end;
    for (int i = 0; i < 4; i++) {
      boolean comma = text.at(at) == ',' && text.at(at + 1) == ' ';
      boolean and = text.at(at) == ' ' && text.at(at + 1) == 'a' && text.at(at + 3) == 'd';
      boolean or = text.at(at) == ' ' && text.at(at + 1) == 'o' && text.at(at + 2) == 'r';
      int next = comma ? at + 2 : -1;
      if (and && text.at(at + 4) == ' ') {
        next = at + 5;
      } else if (or && text.at(at + 3) == ' ') {
        next = at + 4;
      }
      long word = next < 0 ? 0 : NameWord.read(text, next);
      if (next < 0 || !isGiven(word) || !isFree(text, next, NameWord.end(word))) {
        return;
      }
      at = NameWord.end(word);
      names.found(text, next, at, 56, true);
    }
  }

  private static boolean isSurname(long word) {
    return is(word, Lexicon.SURNAME) && !is(word, NOT_ONLY);
  }

  private static final int NOT_ONLY =
      Lexicon.AMBIGUOUS | Lexicon.WORD | Lexicon.BEFORE | Lexicon.DEED | Lexicon.ORGANISATION;

  /** Tells whether a word in small letters is a given name and nothing else. */
  static boolean isGiven(long word) {
    return NameWord.form(word) == NameWord.LOWER && is(word, Lexicon.GIVEN) && isNothingElse(word);
  }

  /** Tells whether a word is a name and nothing else, however it is written. */
  static boolean isNothingElse(long word) {
    return is(word, Lexicon.NAME) && !is(word, NOT_ONLY | Lexicon.PLACE | Lexicon.PARTICLE);
  }

  /** Tells whether a word stands as in prose, not as in code. */
  static boolean isFree(ScanText text, int start, int end) {
    int before = text.at(start - 1);
    int after = text.at(end);
    boolean opened = before < 0 || Ascii.isBlank(before) || before == '(' || before == '@';
    boolean closed =
        after < 0
            || Ascii.isBlank(after)
            || after == ','
            || after == '!'
            || after == '?'
            || after == ')'
            || (after == '\'' && text.at(end + 1) == 's')
            || (after == '.' && !Ascii.isAlnum(text.at(end + 1)));
    return opened && closed && end - start > 2 && text.at(end + 1) != '=';
  }
}
