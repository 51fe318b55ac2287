package dev.cordon.engine.language;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The languages that are told apart: by script, and those in Latin letters by the words that are
 * most common in them. Immutable.
 */
public final class Languages {
  private static final Map<String, UnicodeScript> SCRIPTS = new LinkedHashMap<>();
  private static final List<String> LATIN = new ArrayList<>();

  /** Words to bits: one a language of {@link #LATIN}, by its place there. */
  private static final Map<String, Integer> WORDS = new HashMap<>();

  static {
    latin(
        "en",
        "the of and to in is that it for you with this are not be was have can or "
            + "if your which from as an by at but will");
    latin(
        "de",
        "der die das und ist nicht mit ein eine von zu auf den im sich für dem des "
            + "werden oder wenn sie wir auch als bei aus kann sind");
    latin(
        "fr",
        "le les des et est une dans que pour qui sur pas plus ne vous avec ce sont "
            + "ou du au par cette nous votre peut être");
    latin(
        "es",
        "el los que y en una por con para del se las como es su más pero la al lo "
            + "está esta son puede sus sobre o");
    latin(
        "pt",
        "o os que e em uma por com para da do não se as como é mais mas dos ao pode "
            + "são sua seu ou também você na no");
    latin(
        "it",
        "il che di e la per una non sono con del della gli è le un nel da si come "
            + "più può anche alla ma i questo lo");
    latin(
        "nl",
        "de het een en van is dat niet op met voor zijn te in om aan ook als bij "
            + "naar kan worden door deze u of maar uit");
    latin(
        "pl",
        "i w na nie z do jest to się że o jak co ale po od za dla przez są oraz "
            + "może czy tego przy które");
    latin(
        "tr",
        "ve bir bu için ile da de ne çok daha gibi olarak olan ise veya değil var "
            + "kadar sonra olur her en ancak");
    latin(
        "sv",
        "och att det i en som är på för med av inte den till kan ett om har de "
            + "eller du från vi så var");
    latin(
        "da",
        "og at det i en som er på for med af ikke den til kan et om har de eller du "
            + "fra vi så var hvis");
    latin(
        "no",
        "og å det i en som er på for med av ikke den til kan et om har de eller du "
            + "fra vi så var hvis også");
    latin(
        "fi",
        "ja on ei se että oli ovat myös kun tai hän mutta jos voi kuin sen joka ole "
            + "niin tämä sekä");
    latin(
        "cs",
        "a v na se je že s z do o to k si za pro jako by po ale jsou nebo které při "
            + "jeho byl také");
    SCRIPTS.put("ru", UnicodeScript.CYRILLIC);
    SCRIPTS.put("uk", UnicodeScript.CYRILLIC);
    SCRIPTS.put("el", UnicodeScript.GREEK);
    SCRIPTS.put("ar", UnicodeScript.ARABIC);
    SCRIPTS.put("he", UnicodeScript.HEBREW);
    SCRIPTS.put("hi", UnicodeScript.DEVANAGARI);
    SCRIPTS.put("th", UnicodeScript.THAI);
    SCRIPTS.put("zh", UnicodeScript.HAN);
    SCRIPTS.put("ja", UnicodeScript.HIRAGANA);
    SCRIPTS.put("ko", UnicodeScript.HANGUL);
  }

  private Languages() {}

  private static void latin(String code, String words) {
    SCRIPTS.put(code, UnicodeScript.LATIN);
    for (String word : words.split(" ", -1)) {
      WORDS.merge(word, 1 << LATIN.size(), (a, b) -> a | b);
    }
    LATIN.add(code);
  }

  /** Returns the codes of all languages (ISO 639-1), such as {@code de}. */
  public static List<String> codes() {
    return Collections.unmodifiableList(new ArrayList<>(SCRIPTS.keySet()));
  }

  /** Returns the script that a language is written in. */
  static UnicodeScript script(String code) {
    UnicodeScript script = SCRIPTS.get(code);
    if (script == null) {
      throw new IllegalArgumentException("language " + code + " is not known");
    }
    return script;
  }

  /** Returns how many languages there are in Latin letters. */
  static int latin() {
    return LATIN.size();
  }

  /** Returns the place of a language among those in Latin letters; -1 for others. */
  static int place(String code) {
    return LATIN.indexOf(code);
  }

  /** Returns the languages that a word is common in, one bit each. */
  static int commonIn(String word) {
    return WORDS.getOrDefault(word, 0);
  }
}
