package dev.cordon.agent;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.cordon.engine.text.Confusables;
import dev.cordon.engine.text.EightBytes;
import javax.net.SocketFactory;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** The arrows between modules and loaders: instrumentation → engine ← agent. */
@AnalyzeClasses(packages = "dev.cordon", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ENGINE = "dev.cordon.engine";

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
              "org.snakeyaml..",
              "redis.clients.jedis..",
              "org.apache.commons.pool2..",
              "org.cryptomator..",
              "io.github.bucket4j..");

  @ArchTest
  static final ArchRule instrumentationsKnowNothingOfTheAgent =
      noClasses()
          .that()
          .resideInAPackage("dev.cordon.instrumentation..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.cordon.agent..",
              "dev.cordon.weave..",
              "dev.cordon.bootstrap..",
              "org.objectweb.asm..");

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
  static final ArchRule theEnginesFrontDoorIsALeaf =
      noClasses()
          .that()
          .resideInAPackage("dev.cordon.engine")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.cordon.engine.*..");

  @ArchTest
  static final ArchRule noTwoPackagesOfTheEngineNeedEachOther =
      slices().assignedFrom(new EnginePackages()).should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyTheWeaverWeaves =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.cordon.weave..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.objectweb.asm..");

  @ArchTest
  static final ArchRule whatADetectorsAuthorNeedsKnowsNeitherTheMachineNorADetector =
      noClasses()
          .that()
          .resideInAPackage("dev.cordon.engine.detect")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.cordon.engine.detect.*..");

  @ArchTest
  static final ArchRule detectorsKnowNothingOfTheMachine =
      noClasses()
          .that()
          .resideInAPackage("dev.cordon.engine.detect.*..")
          .and()
          .resideOutsideOfPackages(
              "dev.cordon.engine.detect.scan..", "dev.cordon.engine.detect.external..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.cordon.engine.detect.scan..", "dev.cordon.engine.detect.external..");

  @ArchTest
  static final ArchRule detectionKnowsNothingOfWhatIsDoneAboutFindings =
      noClasses()
          .that()
          .resideInAPackage("dev.cordon.engine.detect..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.cordon.engine..")
                  .and(resideOutsideOfPackage("dev.cordon.engine.detect.."))
                  .and(not(type(EightBytes.class))) // arithmetic that searches share
                  .and(not(type(Confusables.class)))); // a table of letters, as Unicode has it

  /** The default is fixed at its first use, which may be before the application has set its own. */
  @ArchTest
  static final ArchRule nobodyMakesTlsButTheOneFactory =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.cordon.engine.tls..")
          .should()
          .callMethodWhere(
              target(name("getDefault").or(name("getInstance")))
                  .and(
                      target(
                          owner(
                              assignableTo(SSLContext.class)
                                  .or(assignableTo(SocketFactory.class))))))
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(HttpsURLConnection.class);

  @ArchTest
  static final ArchRule notEvenItTouchesTheJvmsDefault =
      noClasses()
          .should()
          .callMethod(SSLContext.class, "getDefault")
          .orShould()
          .callMethod(SSLSocketFactory.class, "getDefault")
          .orShould()
          .callMethod(SSLContext.class, "setDefault", SSLContext.class);

  /** A slice a package. */
  private static final class EnginePackages implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      String name = type.getPackageName();
      if (!name.equals(ENGINE) && !name.startsWith(ENGINE + ".")) {
        return SliceIdentifier.ignore();
      }
      return SliceIdentifier.of(name);
    }

    @Override
    public String getDescription() {
      return "packages of the engine";
    }
  }
}
