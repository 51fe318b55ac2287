package dev.cordon.benchmarks.scan;

import com.gliwka.hyperscan.wrapper.CompileErrorException;
import com.gliwka.hyperscan.wrapper.Database;
import com.gliwka.hyperscan.wrapper.Expression;
import com.gliwka.hyperscan.wrapper.ExpressionFlag;
import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.detect.scan.Scanners;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One prompt through each engine: all of Cordon's detectors beside their forms as expressions. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class ScanBenchmark {
  @Param({"512", "4096", "65536"})
  int size;

  @Param({"clean", "findings"})
  String content;

  private String text;
  private byte[] bytes;
  private Scanner.Session session;
  private final Findings findings = new Findings();
  private final List<Pattern> jdk = new ArrayList<>();
  private final List<com.google.re2j.Pattern> re2 = new ArrayList<>();
  private Database hyperscan;
  private com.gliwka.hyperscan.wrapper.Scanner hyperscanner;

  @Setup
  public void compile() throws CompileErrorException {
    text = content.equals("clean") ? Prompts.clean(size) : Prompts.withFindings(size);
    bytes = text.getBytes(StandardCharsets.UTF_8);
    session = Scanners.standard().newSession();
    List<Expression> expressions = new ArrayList<>();
    for (String pattern : Patterns.all()) {
      jdk.add(Pattern.compile(pattern));
      re2.add(com.google.re2j.Pattern.compile(pattern));
      expressions.add(new Expression(pattern, EnumSet.of(ExpressionFlag.SOM_LEFTMOST)));
    }
    hyperscan = Database.compile(expressions);
    hyperscanner = new com.gliwka.hyperscan.wrapper.Scanner();
    hyperscanner.allocScratch(hyperscan);
  }

  @Benchmark
  public int cordon() {
    findings.clear();
    session.scan(bytes, 0, bytes.length, "", findings);
    return findings.size();
  }

  @Benchmark
  public int javaRegex() {
    int count = 0;
    for (Pattern pattern : jdk) {
      Matcher matcher = pattern.matcher(text);
      while (matcher.find()) {
        count++;
      }
    }
    return count;
  }

  @Benchmark
  public int re2j() {
    int count = 0;
    for (com.google.re2j.Pattern pattern : re2) {
      com.google.re2j.Matcher matcher = pattern.matcher(bytes);
      while (matcher.find()) {
        count++;
      }
    }
    return count;
  }

  @Benchmark
  public int hyperscan() {
    return hyperscanner.scan(hyperscan, text).size();
  }
}
