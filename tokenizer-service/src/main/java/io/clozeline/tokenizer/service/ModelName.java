package io.clozeline.tokenizer.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;

/** The model's name, for people; for example {@code bert-base-uncased}. */
record ModelName(String text) {
  /** Reads it from {@code model.json} of a model directory. */
  static ModelName open(Path modelDirectory) {
    try {
      var model = new ObjectMapper().readTree(modelDirectory.resolve("model.json").toFile());
      return new ModelName(model.required("name").asText());
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException(modelDirectory + " has no model.json with a name", e);
    }
  }
}
