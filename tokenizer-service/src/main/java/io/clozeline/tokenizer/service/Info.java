package io.clozeline.tokenizer.service;

import java.util.List;

/**
 * What is running.
 *
 * @param model the model's name, for example {@code bert-base-uncased}
 * @param tokenizer the digest that stands in every annotation
 */
public record Info(String model, String tokenizer, List<Known> tasks) {
  public Info {
    tasks = List.copyOf(tasks);
  }

  /** A task that is defined now. */
  public record Known(String name, String kind, String version) {}
}
