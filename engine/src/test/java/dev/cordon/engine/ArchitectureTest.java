package dev.cordon.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.cordon.engine");

  @Test
  void theEngineIsAPlainLibrary() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "javax.crypto..",
            "javax.net.ssl..",
            "dev.cordon.engine..",
            "org.jspecify.annotations..",
            "com.google.re2j..",
            "org.snakeyaml.engine..",
            "redis.clients.jedis..",
            "org.apache.commons.pool2..",
            "org.cryptomator.siv..",
            "io.github.bucket4j..")
        .check(CLASSES);
  }

  @Test
  void oneClassOpensRedisAndLittleElseKnowsItsClient() {
    noClasses()
        .that()
        .haveNameNotMatching("dev\\.cordon\\.engine\\.redis\\.Jedis(Store|Access)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("redis.clients..", "org.apache.commons.pool2..")
        .check(CLASSES);
  }

  @Test
  void onlyOneClassEncryptsTokens() {
    noClasses()
        .that()
        .haveNameNotMatching("dev\\.cordon\\.engine\\.redact\\.TokenCipher")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.cryptomator..")
        .check(CLASSES);
  }

  @Test
  void bucketsAreLoadedForLimitsOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.cordon.engine.limit")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.github.bucket4j..")
        .check(CLASSES);
  }

  @Test
  void yamlIsLoadedForAPolicyFileOnly() {
    noClasses()
        .that()
        .haveNameNotMatching(
            "dev\\.cordon\\.engine\\.policy\\.(Policy(Parser|Reader)|Problems|Section)")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.snakeyaml..")
        .check(CLASSES);
  }

  @Test
  void onlyPolicyFactsDetectionAndDeniedPatternsUseRegularExpressions() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.cordon.engine.policy..",
            "dev.cordon.engine.facts..",
            "dev.cordon.engine.detect..",
            "dev.cordon.engine.output..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.google.re2j..", "java.util.regex..")
        .check(CLASSES);
  }

  @Test
  void policyKnowsNeitherRedactionNorWireFormats() {
    noClasses()
        .that()
        .resideInAPackage("dev.cordon.engine.policy..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.cordon.engine.redact..", "dev.cordon.engine.wire..")
        .check(CLASSES);
  }

  @Test
  void securityProvidersAreLoadedForASharedVaultAndConnectionsOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.cordon.engine.redis", "dev.cordon.engine.tls", "dev.cordon.engine.connection")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javax.crypto..", "javax.net.ssl..")
        .check(CLASSES);
  }

  @Test
  void theHotPathHasNoThreadLocals() {
    noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class).check(CLASSES);
  }
}
