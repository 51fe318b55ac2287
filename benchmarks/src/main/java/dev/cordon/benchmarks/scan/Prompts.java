package dev.cordon.benchmarks.scan;

import java.util.SplittableRandom;

/** Makes English prompts, the same ones each time. */
final class Prompts {
  private static final String[] WORDS =
      ("the of and to in is that for it as with was on be by this are from at which have an they you were all their one there been if"
              + " more when will would who so no out up into than them can only other time new some could these two may then do first any my now such"
              + " like our over even most after also made did many before must through years where much your way well down should because each just those"
              + " people how too little state good very make world still own see men work long get here between both life being under never day same another"
              + " know while last might us great old year off come since against go came right used take three system order request customer report summary"
              + " please explain following paragraph context question answer model writes translate rewrite service invoice delivery meeting schedule project"
              + " deadline feature release deploy database query result error message function returns value object string number update table column")
          .split(" ");
  private static final String[] VALUES = {
    "ada.lovelace@example.com", "+47 22 33 44 55", "4111 1111 1111 1111",
        "DE89 3704 0044 0532 0130 00", "SSN 219-09-9998",
    "203.0.113.77", "AKIAQYLPMN5HHHFPZAM2", "https://admin:s3cr3tpw@db.example.com/x",
        "(212) 555-0142", "ghp_16C7e42F292c6912E7710c838347Ae178B4a"
  };

  private Prompts() {}

  static String clean(int length) {
    SplittableRandom random = new SplittableRandom(7);
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      int words = 6 + random.nextInt(14);
      for (int i = 0; i < words; i++) {
        String word = WORDS[random.nextInt(WORDS.length)];
        text.append(i == 0 ? Character.toUpperCase(word.charAt(0)) + word.substring(1) : word);
        text.append(i == words - 1 ? ". " : random.nextInt(12) == 0 ? ", " : " ");
      }
      if (random.nextInt(6) == 0) {
        text.append('\n');
      }
    }
    return text.substring(0, length);
  }

  static String withFindings(int length) {
    StringBuilder text = new StringBuilder(clean(length));
    for (int at = 250, i = 0; at < length - 60; at += 500, i++) {
      String value = " " + VALUES[i % VALUES.length] + " ";
      text.replace(at, at + value.length(), value);
    }
    return text.toString();
  }
}
