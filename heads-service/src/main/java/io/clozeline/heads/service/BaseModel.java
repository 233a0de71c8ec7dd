package io.clozeline.heads.service;

import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.head.MaskedLmHead;
import io.clozeline.events.task.Vocabulary;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** The parts of the base model that heads needs; opened once, and the service fails without. */
@Singleton
public final class BaseModel {
  private final ModelInfo info;
  private final Vocabulary vocabulary;
  private final MaskedLmHead lm;

  @Inject
  BaseModel(ModelConfig config) {
    ModelDirectory directory = ModelDirectory.open(config.directory());
    this.info = directory.info();
    this.vocabulary = Vocabulary.open(directory.path());
    this.lm = MaskedLmHead.open(directory);
  }

  ModelInfo info() {
    return info;
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  MaskedLmHead lm() {
    return lm;
  }
}
