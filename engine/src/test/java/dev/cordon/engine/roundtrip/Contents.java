package dev.cordon.engine.roundtrip;

import java.util.Random;

/** Makes texts and documents with findings at random places and depths. */
final class Contents {
  /** What the real detectors find, and keywords that need escapes. */
  static final String[] VALUES = {
    "jane.roe@acme-mail.net",
    "Joe_Doe+tag@other-mail.org",
    "4111 1111 1111 1111",
    "5500-0000-0000-0004",
    "DE89370400440532013000",
    "GB29 NWBK 6016 1331 9268 19",
    "proj \"blue\" \u00e6ther",
    "share\\folder\\zebra",
    "night\n\towl \ud83e\udd89 plan"
  };

  /** What makes the keywords above findings, and everything restorable. */
  static final String POLICY =
      "version: 1\n"
          + "token_key: env:KEY\n"
          + "redact: {default: tokenize, payment: tokenize, credential: tokenize}\n"
          + "custom_types:\n"
          + "  codename:\n"
          + "    keywords:\n"
          + "      - 'proj \"blue\" \u00e6ther'\n"
          + "      - 'share\\folder\\zebra'\n"
          + "      - \"night\\n\\towl \ud83e\udd89 plan\"\n";

  private static final String[] WORDS = {
    "the",
    "is",
    "caf\u00e9",
    "\ud83d\ude00",
    "a \"quoted\" one",
    "c:\\x",
    "\n",
    "\t",
    "/",
    "</b>",
    "EMAIL",
    "EMAIL_7K",
    "CARD_",
    "_",
    "\\_",
    "s",
    "{",
    "}",
    "[",
    "]",
    "\\u0041",
    "\\\"",
    "%40",
    "\u4e2d\u6587",
    "e\u0301",
    "\u200b",
    "\u2028",
    "\u0001",
    ":",
    ",",
    "'",
    "`",
    "**",
    "data:",
    "[DONE]"
  };
  private static final String[] AROUND = {" ", "\n", ", ", " (", "\t", "; ", " \"", "' "};

  private final Random random;
  private final String[] values;

  /** Makes texts with these values. */
  Contents(Random random, String[] values) {
    this.random = random;
    this.values = values;
  }

  Marked text() {
    // What begins like JSON and isn't has no one depth of escaping, see RequestRewriteTest.
    Marked text = new Marked().literal("so ");
    for (int i = random.nextInt(6); i >= 0; i--) {
      text.literal(WORDS[random.nextInt(WORDS.length)] + AROUND[random.nextInt(AROUND.length)]);
      if (values.length > 0 && random.nextInt(3) > 0) {
        text.value(values[random.nextInt(values.length)]);
        text.literal(AROUND[random.nextInt(AROUND.length)]);
      }
    }
    return text.literal(random.nextInt(4) == 0 ? "EMAIL" : "end");
  }

  /** Returns a JSON object; strings in it may hold JSON again. */
  Marked document(int depth) {
    Marked json = new Marked().literal("{");
    for (int i = random.nextInt(3); i >= 0; i--) {
      json.literal("\"");
      json.add(random.nextInt(5) == 0 ? text().inString(random) : key(i));
      json.literal(random.nextBoolean() ? "\":" : "\" : ");
      node(json, depth);
      json.literal(i == 0 ? "" : random.nextBoolean() ? "," : " ,\r\n ");
    }
    return json.literal("}");
  }

  private Marked key(int i) {
    String[] keys = {"q", "to", "content", "arguments", "text", "deep key", "x/y"};
    return new Marked().literal(keys[random.nextInt(keys.length)] + i);
  }

  private void node(Marked json, int depth) {
    int kind = random.nextInt(depth > 2 ? 4 : 7);
    if (kind < 2) {
      json.literal("\"").add(text().inString(random)).literal("\"");
    } else if (kind == 2) {
      json.literal(random.nextBoolean() ? "null" : "-1.50e+2");
    } else if (kind == 3) {
      json.literal("[ ]");
    } else if (kind == 4) {
      json.literal("[").add(document(depth + 1)).literal(", true]");
    } else if (kind == 5) {
      json.literal("\"").add(document(depth + 1).inString(random)).literal("\"");
    } else {
      json.add(document(depth + 1));
    }
  }
}
