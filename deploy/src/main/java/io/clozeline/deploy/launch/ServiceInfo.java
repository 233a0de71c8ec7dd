package io.clozeline.deploy.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** What the running services say of themselves at {@code /info}; nothing while one is silent. */
public final class ServiceInfo {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> DUE = Set.of("train", "arriving");

  private final ChainNote note;
  private final Optional<String> token;

  public ServiceInfo(ChainNote note) {
    this.note = note;
    this.token = note.token();
  }

  /**
   * A training run under way.
   *
   * @param phase of a run that has several, empty elsewhere
   * @param step of the phase; 0 while the base model is being opened
   */
  public record Training(String phase, int step, int of, double loss) {}

  /**
   * How a task stands with the trainer.
   *
   * @param counted its examples
   * @param due whether it is trained, or about to be
   * @param verdict why it is or is not, as the trainer says it
   * @param live the digest of its live adapter; null for the base model
   */
  public record Standing(int counted, boolean due, String verdict, String live) {}

  /** Whether a text of that version of the task would be answered. */
  public boolean knows(String task, String version) {
    boolean tokenizer = false;
    for (JsonNode known : info(Service.TOKENIZER).path("tasks")) {
      tokenizer |=
          known.path("name").asText().equals(task)
              && known.path("version").asText().equals(version);
    }
    return tokenizer && info(Service.HEADS).path("tasks").path(task).asText("").equals(version);
  }

  /** Whether no service knows a task of that name any more. */
  public boolean forgot(String task) {
    for (JsonNode known : info(Service.TOKENIZER).path("tasks")) {
      if (known.path("name").asText().equals(task)) {
        return false;
      }
    }
    return !info(Service.HEADS).path("tasks").has(task);
  }

  /**
   * The digest of the adapter that the encoder computes the task with; empty for the base model.
   */
  public Optional<String> adapter(String task) {
    JsonNode digest = info(Service.ENCODER).path("adapters").path(task);
    return digest.isTextual() ? Optional.of(digest.asText()) : Optional.empty();
  }

  /** The run of that task that is under way. */
  public Optional<Training> training(String task) {
    JsonNode run = info(Service.TRAINER).path("run");
    return run.path("task").asText().equals(task)
        ? Optional.of(
            new Training(
                run.path("phase").asText(),
                run.path("step").asInt(),
                run.path("of").asInt(),
                run.path("loss").asDouble()))
        : Optional.empty();
  }

  /** How that task stands; empty while the trainer does not know it, or cannot count. */
  public Optional<Standing> standing(String task) {
    JsonNode info = info(Service.TRAINER);
    for (JsonNode known : info.path("tasks")) {
      if (known.path("task").asText().equals(task) && known.has("verdict")) {
        String verdict = known.path("verdict").asText();
        boolean running = info.path("run").path("task").asText().equals(task);
        return Optional.of(
            new Standing(
                known.path("examples").asInt() + known.path("leftOut").asInt(),
                running || DUE.contains(verdict),
                verdict,
                known.path("release").path("digest").asText(null)));
      }
    }
    return Optional.empty();
  }

  private JsonNode info(Service service) {
    return note.process(service.text())
        .map(process -> read(process.port(), token))
        .orElse(MissingNode.getInstance());
  }

  private static JsonNode read(int port, Optional<String> token) {
    try {
      var response = Readiness.get(port, "/info", token);
      return response.statusCode() == 200
          ? JSON.readTree(response.body())
          : MissingNode.getInstance();
    } catch (IOException silent) {
      return MissingNode.getInstance();
    }
  }
}
