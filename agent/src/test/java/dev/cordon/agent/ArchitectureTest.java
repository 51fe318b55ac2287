package dev.cordon.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between modules and loaders: instrumentation → engine ← agent. */
@AnalyzeClasses(packages = "dev.cordon", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule bootstrapNeedsOnlyTheJdk =
      classes()
          .that()
          .resideInAPackage("dev.cordon.bootstrap..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify.annotations..", "dev.cordon.bootstrap..");

  @ArchTest
  static final ArchRule entryNeedsOnlyTheJdk =
      classes()
          .that()
          .resideInAPackage("dev.cordon.agent.boot..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify.annotations..", "dev.cordon.agent.boot..");

  @ArchTest
  static final ArchRule engineIsAPlainLibrary =
      classes()
          .that()
          .resideInAPackage("dev.cordon.engine..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.crypto..",
              "javax.net.ssl..",
              "org.jspecify.annotations..",
              "dev.cordon.engine..",
              "com.google.re2j..",
              "org.snakeyaml..");

  @ArchTest
  static final ArchRule instrumentationsKnowNothingOfTheAgent =
      noClasses()
          .that()
          .resideInAPackage("dev.cordon.instrumentation..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.cordon.agent..", "dev.cordon.bootstrap..", "org.objectweb.asm..");

  @ArchTest
  static final ArchRule instrumentationsKnowTheEnginesFrontDoorOnly =
      noClasses()
          .that()
          .resideInAPackage("dev.cordon.instrumentation..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.cordon.engine.*..");

  @ArchTest
  static final ArchRule instrumentationsDontKnowEachOther =
      slices().matching("dev.cordon.instrumentation.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule onlyTheWeaverWeaves =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.cordon.agent.weave..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.objectweb.asm..");
}
