import java.io.File;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/**
 * Puts PDF files before veraPDF: {@code VeraCheck PROFILES FILE...}, the profiles as in {@code ua1,2a}.
 *
 * <p>Prints one line for each broken rule and nothing for a file that passes. Exits with 0 where all pass, with 1 where
 * a rule is broken or a file cannot be read, and with 2 on an unknown profile.
 */
public final class VeraCheck {
  private static final int FAILURES_KEPT_PER_RULE = 100;

  public static void main(String[] arguments) {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    List<String> profiles = List.of(arguments[0].split(","));
    boolean clean = true;
    for (String file : Arrays.asList(arguments).subList(1, arguments.length)) {
      for (String profile : profiles) {
        clean &= passes(file, flavour(profile));
      }
    }
    System.exit(clean ? 0 : 1);
  }

  private static PDFAFlavour flavour(String profile) {
    PDFAFlavour flavour = PDFAFlavour.byFlavourId(profile);
    if (flavour == null || flavour == PDFAFlavour.NO_FLAVOUR) {
      System.err.println("unknown profile `" + profile + "`; known: " + PDFAFlavour.getFlavourIds());
      System.exit(2);
    }
    return flavour;
  }

  private static boolean passes(String file, PDFAFlavour flavour) {
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour)) {
      PDFAValidator validator =
          Foundries.defaultInstance().createValidator(flavour, FAILURES_KEPT_PER_RULE, false, true, false);
      ValidationResult result = validator.validate(parser);
      faults(result).values().forEach(fault -> System.out.println(file + ": " + flavour.getId() + " " + fault));
      return result.isCompliant();
    } catch (Exception error) {
      System.out.println(file + ": " + flavour.getId() + " cannot be checked: " + error);
      return false;
    }
  }

  /** A line for each broken rule: its clause, how often it is broken, and where first. */
  private static Map<RuleId, String> faults(ValidationResult result) {
    Map<RuleId, String> lines = new LinkedHashMap<>();
    for (TestAssertion assertion : result.getTestAssertions()) {
      RuleId rule = assertion.getRuleId();
      Integer times = result.getFailedChecks().get(rule);
      if (times != null && !lines.containsKey(rule)) {
        String message = assertion.getMessage().replaceAll("\\s+", " ");
        String place = assertion.getLocation().getContext();
        lines.put(
            rule, rule.getClause() + "-" + rule.getTestNumber() + " x" + times + ": " + message + " (" + place + ")");
      }
    }
    return lines;
  }
}
