package io.clozeline.bert.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.clozeline.bert.graph.Target;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * PEFT's {@code target_modules}: a list of suffixes of module names, or one regular expression. The
 * suffix {@code output.dense} also ends {@code attention.output.dense}; an adapter of the one
 * without the other is therefore written as an expression. No stranger's expression is ever run:
 * only the one that is written here is read.
 */
public final class TargetModules {
  private static final String OPENING = ".*\\.layer\\.\\d+\\.(";
  private static final String CLOSING = ")";

  private TargetModules() {}

  /** The targets as PEFT reads them. */
  public static JsonNode toJson(List<Target> targets) {
    Set<Target> wanted = EnumSet.copyOf(targets);
    List<String> suffixes = wanted.stream().map(Target::text).toList();
    if (!matching(suffixes).equals(wanted)) {
      return JsonNodeFactory.instance.textNode(expression(wanted));
    }
    var list = JsonNodeFactory.instance.arrayNode();
    suffixes.forEach(list::add);
    return list;
  }

  /**
   * The targets that PEFT would take.
   *
   * @throws MethodFormatException when they are none, or not only dense layers of a block
   */
  public static List<Target> fromJson(JsonNode json) {
    if (json.isTextual()) {
      return List.copyOf(fromExpression(json.textValue()));
    }
    if (!json.isArray() || json.size() > 100) {
      throw MethodFormatException.malformed("target_modules is not a list of up to 100 names");
    }
    Set<Target> targets = EnumSet.noneOf(Target.class);
    for (JsonNode suffix : json) {
      Set<Target> matched = matching(List.of(suffix.asText()));
      if (matched.isEmpty()) {
        throw unsupported(suffix.asText());
      }
      targets.addAll(matched);
    }
    if (targets.isEmpty()) {
      throw MethodFormatException.malformed("target_modules is empty");
    }
    return List.copyOf(targets);
  }

  private static Set<Target> fromExpression(String expression) {
    List<String> alternatives =
        expression.startsWith(OPENING)
                && expression.endsWith(CLOSING)
                && expression.length() > OPENING.length()
            ? List.of(
                expression
                    .substring(OPENING.length(), expression.length() - CLOSING.length())
                    .split("\\|"))
            : List.of();
    Set<Target> targets =
        Arrays.stream(Target.values())
            .filter(target -> alternatives.contains(escaped(target)))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Target.class)));
    if (targets.isEmpty() || !expression(targets).equals(expression)) {
      throw unsupported(expression);
    }
    return targets;
  }

  private static Set<Target> matching(List<String> suffixes) {
    return Arrays.stream(Target.values())
        .filter(
            target ->
                suffixes.stream()
                    .anyMatch(suffix -> ("." + target.module()).endsWith("." + suffix)))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Target.class)));
  }

  private static String expression(Set<Target> targets) {
    return targets.stream()
        .map(TargetModules::escaped)
        .collect(Collectors.joining("|", OPENING, CLOSING));
  }

  private static String escaped(Target target) {
    return target.module().replace(".", "\\.");
  }

  private static MethodFormatException unsupported(String module) {
    return MethodFormatException.unsupported(
        "target_modules has '%s', expected some of %s"
            .formatted(module, Arrays.stream(Target.values()).map(Target::text).toList()));
  }
}
