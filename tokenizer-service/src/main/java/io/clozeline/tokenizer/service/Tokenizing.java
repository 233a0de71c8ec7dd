package io.clozeline.tokenizer.service;

import io.clozeline.events.task.Vocabulary;
import io.clozeline.tokenizer.sequence.BertInput;
import io.clozeline.tokenizer.task.TaskReader;
import io.clozeline.tokenizer.wordpiece.WordPiece;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The tokenizer of the model directory; a directory that is not one ends the service's start. */
final class Tokenizing {
  @Produces
  @Singleton
  Vocabulary vocabulary(TokenizerConfig config) {
    return Vocabulary.open(config.modelDirectory());
  }

  @Produces
  @Singleton
  ModelName modelName(TokenizerConfig config) {
    return ModelName.open(config.modelDirectory());
  }

  @Produces
  @Singleton
  WordPiece wordPiece(Vocabulary vocabulary, TokenizerConfig config) {
    return WordPiece.open(vocabulary, config.stateDirectory().resolve("native"));
  }

  void close(@Disposes WordPiece wordPiece) {
    wordPiece.close();
  }

  @Produces
  @Singleton
  TaskReader taskReader(Vocabulary vocabulary, WordPiece wordPiece) {
    return new TaskReader(vocabulary, BertInput.of(wordPiece, vocabulary));
  }
}
