package dev.cordon.benchmarks.scan;

import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.detect.scan.Scanners;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The worst texts there are: one anchor over and over, for each anchor that the detectors have, in
 * several settings. Prints how they compare with prose of the same length.
 */
public final class Walls {
  private static final int SIZE = 1 << 16;
  private static final int ROUNDS = 3;
  private static final String[] SETTINGS = {"", " ", "=", ": ", "=7a", " 12 ", ".\n", "=\"x\","};
  private static final String[] BRICKS = {
    "@",
    "a@",
    "a",
    "aA",
    "A",
    "1",
    "12 ",
    "1-",
    "12.",
    "7 123 ",
    "deadbeef",
    "Zm9vYmFy/",
    "\"a\":",
    "{\"token\":\"",
    "[[",
    "((",
    "Ab ",
    "AB12 ",
    "\\u0040",
    "\\n",
    "\u200b",
    "\u00e9",
    "\uff11",
    "\u4e2d",
    "http://",
    "http://a:b?c=d&",
    "-----BEGIN PRIVATE KEY\n",
    "Hello World ",
    "::",
    "_-",
    "\n",
    "  "
  };

  private static final String[] WITH_FINDINGS = {
    "SSN 219-09-9998, mail ada@example.com ",
    "ada@example.com ",
    "219-09-9998 ",
    "card 4111 1111 1111 1111 ",
    "http://u:pw4711@host/ ",
    "password=kJ8pQ7Lm2x ",
    "Maria Olsen called from 203.0.113.77 and so on, and so on.\n"
  };

  private Walls() {}

  private record Wall(String brick, byte[] text, double[] speed, int[] findings) {}

  public static void main(String[] args) {
    Scanner.Session session = Scanners.standard().newSession();
    List<Wall> walls = new ArrayList<>();
    for (String anchor : Scanners.anchors()) {
      for (String setting : SETTINGS) {
        walls.add(wall(anchor + setting));
      }
    }
    for (String brick : BRICKS) {
      walls.add(wall(brick));
    }
    byte[] clean = Prompts.clean(SIZE).getBytes(StandardCharsets.UTF_8);
    double prose = 0;
    for (int i = 0; i < 3000; i++) {
      prose = Math.max(prose, scan(session, clean, new int[1]));
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (Wall wall : walls) {
        wall.speed[0] = Math.max(wall.speed[0], scan(session, wall.text, wall.findings));
      }
    }
    print(prose, walls);
    doubling(session);
  }

  /** Repetitions that hold findings, each size twice the one before: times double, no more. */
  private static void doubling(Scanner.Session session) {
    System.out.println("with findings, MB/s at 1, 2, 4, 8 and 16 MiB");
    for (String unit : WITH_FINDINGS) {
      StringBuilder line = new StringBuilder();
      for (int size = 1 << 20; size <= 1 << 24; size <<= 1) {
        byte[] text = unit.repeat(size / unit.length()).getBytes(StandardCharsets.UTF_8);
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
          best = Math.max(best, scan(session, text, new int[1]));
        }
        line.append(String.format("%7.0f", best));
      }
      System.out.println(line + "  " + unit.replace("\n", "\\n"));
    }
  }

  private static void print(double prose, List<Wall> walls) {
    walls.sort(Comparator.comparingDouble(wall -> wall.speed[0]));
    System.out.printf("prose %.0f MB/s; %d walls of %d KiB%n", prose, walls.size(), SIZE / 1024);
    for (int times : new int[] {1, 2, 3, 5, 10}) {
      long empty = 0;
      long found = 0;
      for (Wall wall : walls) {
        if (wall.speed[0] * times < prose) {
          empty += wall.findings[0] == 0 ? 1 : 0;
          found += wall.findings[0] == 0 ? 0 : 1;
        }
      }
      System.out.printf(
          "slower than prose by more than %2d times: %5d without findings, %5d that are findings%n",
          times, empty, found);
    }
    int shown = 0;
    for (Wall wall : walls) {
      if (wall.findings[0] == 0 && shown++ < 12) {
        System.out.printf("%7.0f MB/s  %s%n", wall.speed[0], wall.brick.replace("\n", "\\n"));
      }
    }
  }

  private static Wall wall(String brick) {
    int length = brick.getBytes(StandardCharsets.UTF_8).length;
    byte[] text = brick.repeat(SIZE / length).getBytes(StandardCharsets.UTF_8);
    return new Wall(brick, text, new double[1], new int[1]);
  }

  private static double scan(Scanner.Session session, byte[] text, int[] found) {
    Findings findings = new Findings();
    long start = System.nanoTime();
    session.scan(text, 0, text.length, "", findings);
    long time = System.nanoTime() - start;
    found[0] = findings.size();
    return text.length * 1000.0 / time;
  }
}
