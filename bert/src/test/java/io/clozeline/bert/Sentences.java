package io.clozeline.bert;

import java.util.List;

/** A few opinions of different length. */
public final class Sentences {
  /** Plain sentences. */
  public static final List<String> ALL =
      List.of(
          "the staff were kind and the soup was hot",
          "we waited an hour for cold coffee",
          "i would go back tomorrow",
          "never again",
          "a long film that forgets its own story halfway and then apologises for it at length",
          "the rooms are clean , the beds are soft and the view is worth the climb",
          "my phone broke after two days and nobody answered the mail",
          "delicious",
          "they lost our luggage and laughed about it",
          "the best hour of the whole week");

  private Sentences() {}
}
