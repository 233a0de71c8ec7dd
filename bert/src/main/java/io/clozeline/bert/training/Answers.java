package io.clozeline.bert.training;

/** What the graph does with the selected vectors. */
enum Answers {
  LINEAR,
  WORDS,
  PIECES,
  VOCABULARY
}
