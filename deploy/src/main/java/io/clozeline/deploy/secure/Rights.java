package io.clozeline.deploy.secure;

import io.clozeline.events.topic.Groups;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What one principal may do at the broker, and nothing else.
 *
 * @param group its consumer group; null when it has none
 * @param transactions how its transactional ids begin; null when it has none
 * @param makes how the topics begin that it makes, reads and writes itself; null when it makes none
 * @param counts whose waiting records it may count
 */
public record Rights(
    Principal principal,
    List<String> reads,
    List<String> writes,
    String group,
    String transactions,
    String makes,
    List<Backlog> counts) {
  /** What waits on a topic for a consumer group. */
  public record Backlog(String topic, String group) {}

  public Rights {
    reads = List.copyOf(reads);
    writes = List.copyOf(writes);
    counts = List.copyOf(counts);
  }

  /** Of every principal that is not above them. */
  public static List<Rights> all() {
    return List.of(tokenizer(), encoder(), heads(), trainer(), client());
  }

  /** The same as the broker keeps them. To read or write implies to describe. */
  public List<AclBinding> bindings() {
    List<AclBinding> bindings = new ArrayList<>();
    reads.forEach(topic -> bindings.add(topic(topic, AclOperation.READ)));
    writes.forEach(topic -> bindings.add(topic(topic, AclOperation.WRITE)));
    if (group != null) {
      bindings.add(binding(ResourceType.GROUP, group, PatternType.LITERAL, AclOperation.READ));
    }
    if (transactions != null) {
      bindings.add(
          binding(
              ResourceType.TRANSACTIONAL_ID,
              transactions,
              PatternType.PREFIXED,
              AclOperation.WRITE));
    }
    if (makes != null) {
      for (var operation : List.of(AclOperation.CREATE, AclOperation.READ, AclOperation.WRITE)) {
        bindings.add(binding(ResourceType.TOPIC, makes, PatternType.PREFIXED, operation));
      }
    }
    for (Backlog counted : counts) {
      bindings.add(topic(counted.topic(), AclOperation.DESCRIBE));
      bindings.add(
          binding(ResourceType.GROUP, counted.group(), PatternType.LITERAL, AclOperation.DESCRIBE));
    }
    return bindings;
  }

  private static Rights tokenizer() {
    return service(
        Principal.TOKENIZER,
        names(Topics.TEXTS, Topics.FEEDBACK, Topics.TASKS),
        // A definition that it refuses, it replaces by the one before.
        both(
            names(Topics.TOKENS, Topics.EXAMPLES, Topics.TASKS),
            deadLetters(Topics.TEXTS, Topics.FEEDBACK, Topics.TASKS)),
        true);
  }

  private static Rights encoder() {
    return service(
        Principal.ENCODER,
        // Prompts show examples.
        names(Topics.TOKENS, Topics.TASKS, Topics.ADAPTERS, Topics.RELEASES, Topics.EXAMPLES),
        both(names(Topics.ENCODINGS), deadLetters(Topics.TOKENS, Topics.ADAPTERS, Topics.RELEASES)),
        false);
  }

  private static Rights heads() {
    return service(
        Principal.HEADS,
        names(Topics.ENCODINGS, Topics.TASKS, Topics.ADAPTERS, Topics.RELEASES),
        both(
            names(Topics.ANNOTATIONS, Topics.SHADOWS, Topics.REVIEW),
            deadLetters(Topics.ENCODINGS)),
        true);
  }

  private static Rights trainer() {
    return service(
        Principal.TRAINER,
        // Adapters that were replaced, it erases. Some tasks learn from texts without labels.
        // Answers are tested on what people say of them.
        names(
            Topics.EXAMPLES,
            Topics.TASKS,
            Topics.ADAPTERS,
            Topics.RELEASES,
            Topics.TOKENS,
            Topics.ANNOTATIONS,
            Topics.SHADOWS,
            Topics.FEEDBACK,
            Topics.TRIALS,
            Topics.DECISIONS,
            Topics.CONTROLS),
        both(
            names(
                Topics.ADAPTERS,
                Topics.RELEASES,
                Topics.TRIALS,
                Topics.EVALUATIONS,
                Topics.DECISIONS),
            deadLetters(Topics.EXAMPLES, Topics.TRIALS)),
        true,
        // It stands back while texts wait.
        List.of(
            new Backlog(Topics.TEXTS.name(), Groups.TOKENIZER),
            new Backlog(Topics.TOKENS.name(), Groups.ENCODER),
            new Backlog(Topics.ENCODINGS.name(), Groups.HEADS)));
  }

  /** What stages write is open to it too: replay sends dead letters back to where they were. */
  private static Rights client() {
    Topic<?>[] all = Topics.all().toArray(Topic<?>[]::new);
    return new Rights(
        Principal.CLIENT,
        both(
            names(
                // Who is asked about a text has to read it.
                Topics.TEXTS,
                Topics.TOKENS,
                Topics.ANNOTATIONS,
                Topics.SHADOWS,
                Topics.REVIEW,
                Topics.EXAMPLES,
                Topics.TRIALS,
                Topics.EVALUATIONS,
                Topics.DECISIONS,
                Topics.CONTROLS,
                Topics.ADAPTERS,
                Topics.RELEASES,
                Topics.TASKS),
            deadLetters(all)),
        names(
            Topics.TEXTS,
            Topics.TOKENS,
            Topics.ENCODINGS,
            Topics.FEEDBACK,
            Topics.EXAMPLES,
            Topics.TRIALS,
            Topics.DECISIONS,
            Topics.CONTROLS,
            Topics.ADAPTERS,
            Topics.RELEASES,
            Topics.TASKS),
        null,
        "clozeline-dead-letters-replay",
        "dead-letters.",
        List.of());
  }

  private static Rights service(
      Principal principal, List<String> reads, List<String> writes, boolean keepsState) {
    return service(principal, reads, writes, keepsState, List.of());
  }

  private static Rights service(
      Principal principal,
      List<String> reads,
      List<String> writes,
      boolean keepsState,
      List<Backlog> counts) {
    String application = "clozeline-" + principal.text();
    // Kafka Streams makes its changelogs itself.
    String changelogs = keepsState ? application + "-" : null;
    return new Rights(principal, reads, writes, application, application, changelogs, counts);
  }

  private AclBinding topic(String name, AclOperation operation) {
    return binding(ResourceType.TOPIC, name, PatternType.LITERAL, operation);
  }

  private AclBinding binding(
      ResourceType type, String name, PatternType pattern, AclOperation operation) {
    return new AclBinding(
        new ResourcePattern(type, name, pattern),
        new AccessControlEntry(
            "User:" + principal.text(), "*", operation, AclPermissionType.ALLOW));
  }

  private static List<String> names(Topic<?>... topics) {
    return Arrays.stream(topics).<String>map(Topic::name).toList();
  }

  private static List<String> deadLetters(Topic<?>... topics) {
    return Arrays.stream(topics).<String>map(Topic::deadLetters).toList();
  }

  private static List<String> both(List<String> some, List<String> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }
}
